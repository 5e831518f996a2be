"""Thirty texts that would do something to a page that is not careful: run, load, leave, hide, or steer."""

from __future__ import annotations

_END = " The bridge was opened on Monday. was"
"""Something to find in each of them."""

_TEXTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!--<script>alert(3)//-->",
    "]]><script>alert(4)</script>",
    "<img src=x onerror=alert(5)>",
    "<svg onload=alert(6)>",
    '"><iframe src="https://outside.example/7"></iframe>',
    "<style>@import 'https://outside.example/8';</style>",
    '<link rel="stylesheet" href="https://outside.example/9.css">',
    '<meta http-equiv="refresh" content="0;url=https://outside.example/10">',
    '<base href="https://outside.example/11/">',
    "<form action=https://outside.example/12><button>Accept</button></form>",
    "<a href=javascript:alert(13)>press</a>",
    "</div></article></main><h1>14</h1>",
    "<plaintext>",
    "<textarea>",
    "<!-- 17",
    "&lt;script&gt;alert(18)&lt;/script&gt; &#60;b&#62; &amp;amp;",
    "{{ 19 * 7 }} {% raw %} {{ config }} ${alert(19)} #{20}",
    "\u202ereversed\u202c \u2066isolated \u200e\u200f\u061c",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m",
    "\x00nul \x08back \x7fdelete \ufffe\uffff\ufdd0",
    "zero\u200bwidth\u200cjoined\u200d\ufeff\u2060\u00ad",
    "line\u2028separator\u2029paragraph\x85next\x0bvertical\x0cfeed",
    "carriage\rreturn\r\nboth",
    "lone \ud800 high \udc80 byte \udfff low",
    "private \ue000 \U000f0000 tag \U000e0041 unassigned \u0378",
    "spaces\u00a0no\u2003em\u3000wide\u1680ogham\t tab",
    "=1+1 +2 -3 @SUM(A1) \t=cmd|' /C calc'!A0",
    "combining a\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307 \u0488 before",
)

HOSTILE = tuple(text + _END for text in _TEXTS)
"""The texts, each with something to find at its end."""

NAMES = (
    "</title><script>alert('name')</script>.txt",
    "\u202etxt.exe",
    "=cmd.txt",
    "a\nb.txt",
    '" onclick="alert(1).txt',
)
"""Names of files of the same kind."""
