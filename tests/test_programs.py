"""Lines of programs, and lines of prose that have some of their signs."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from cleaner.document import ORIGINS, Document
from cleaner.lexicon import load
from cleaner.programs import ProgramLines

PROGRAMS = (
    "for stone in range( 1 , 9 ) :\n    grind( stone , 2 )",
    "while ( wheel < 3 ) :",
    "def turn( wheel , speed = 2 ) :",
    "from mill import stone , wheel",
    "stones , wheels = mill.shape",
    'print "Flour , bran !"',
    "console.log( 'flour' , bran ) ;",
    "const { flour , bran } = require( 'mill' ) ;",
    "public void turn( int speed , boolean fast ) throws Exception ;",
    "#define GRIND( a , b ) ( ( a ) + ( b ) )",
    '{ "flour" : 1 , "bran" : [ 2 , 3 ] }',
    "a:hover , a:focus { color : blue }",
    "grinds(X) :- mill(X) , open(X) .",
    'if [ "$flour" = "old" ] ; then echo "sift , twice" ; fi',
    "SELECT flour , bran FROM mills WHERE year = 1880 ;",
    "select m.id , s.weight from mills m , stones s where m.id = s.mill ;",
    "SELECT *\nFROM mills , stones\nWHERE year = 1880 ;",
    "CREATE TABLE mill ( id INT , name VARCHAR(20) ) ;",
    "[WARN] the sluice is open (gate 4) . closing\n[OK ] closed",
    "2024-03-01 10:22:01 WARN the sluice is open , closing",
    "Mar  3 10:00:01 mill sluiced[22]: gate 4 open , closing .",
    "Traceback (most recent call last) :\n  File \"mill.py\" , line 3 , in <module>\nKeyError : 'stone'",
    'mill:\n  port: 80\n  gates: [ "/a" , "/b" ]\n  sign: "Open , {{ name }} !"',
    "[mill]\ngates = north , south\nsign = Open , come in !",
    "The call grind( stone , wheel ) returns what the call turn( stone , wheel ) takes.",
)
PROSE = (
    "The mill , which is old , was sold .",
    "if you want to see the mill , go now :",
    "select a stone from the heap , and turn it .",
    "It stood in the village; then it was sold , and moved .",
    "from the mill we saw the sea , and a boat .",
    "The mill ( the old one , by the sea ) was sold .",
    "As was shown [ 1 , 2 ] , it turns .",
    'They said " turn it , now " and left .',
    "import duties rose , and so did the price .",
    "Anna : The stone is mine , he said .\nBela : It is not , she said .",
)


def found(text: str) -> list[str]:
    """The lines that are a program's."""
    document = Document(text, load("en"))
    return [text[start:end] for start, end in document.lines if start < end and start + 2 in ProgramLines(document)]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("text", PROGRAMS)
def test_the_spaces_of_a_program_stay(text: str, origin: str) -> None:
    assert Pipeline(select=["spacing"]).run(text, origin=origin).text == text


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_program(text: str) -> None:
    assert found(text) == []


def test_a_line_between_statements_belongs_to_them() -> None:
    text = "SELECT flour\nFROM mills\n  , stones\nWHERE year = 3 ;\n\nThe flour was sold ."
    assert found(text) == ["SELECT flour", "FROM mills", "  , stones", "WHERE year = 3 ;"]


def test_a_line_longer_than_any_statement_is_not_looked_at() -> None:
    text = "x = 1 " + ", y " * 200
    assert found(text) == []


def test_lines_may_end_as_on_another_system() -> None:
    text = "The mill was sold .\r\n\r\nimport stone\r\nfrom mill import wheel , stone\r\n"
    assert found(text) == ["import stone", "from mill import wheel , stone"]
