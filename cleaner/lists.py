"""The one table of word lists: what each is called, its room under `data/<language>/`, and what an entry of it means.

A list is the file `data/<language>/<room>/<name>.txt`. To add one, add a row here and the file. Which rules read a list
is declared by the rules (`lists`, `optional_lists`); `readers` names the modules outside the passes that read it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Room(enum.StrEnum):
    """A folder of a language."""

    BOILERPLATE = "boilerplate"
    CHATTER = "chatter"
    GRAMMAR = "grammar"
    MODELS = "models"
    SPELLING = "spelling"
    TOKENS = "tokens"
    VOCABULARY = "vocabulary"


class Form(enum.Enum):
    """What an entry is made of: a regular expression that it matches whole, and whether it is in lower case."""

    WORD = (r"\S+", False)
    LOWER_WORD = (r"\S+", True)
    LOWER_TEXT = (r"\S+(?: \S+)*", True)
    TEXT = (r"\S+(?: \S+)*", False)
    TWO_WORDS = (r"\S+ \S+", True)
    TWO_CHARACTERS = (r"\S \S", False)
    THREE_CHARACTERS = (r"\S{3}", True)
    WORD_AND_CODES = (r"\S+ [a-z]+", True)
    WORD_AND_FOLLOWERS = (r"\S+:(?: /| [a-z]+)+", True)
    TEXT_AND_WEIGHT = (r"\S+(?: \S+)* -?\d+", False)
    TEXT_AND_WEIGHTS = (r"\S+(?: \S+)*(?: -?\d+){4}", False)
    JSON = ("json", False)
    TOML = ("toml", False)

    @property
    def pattern(self) -> str:
        """The regular expression of an entry."""
        return self.value[0]

    @property
    def is_lower(self) -> bool:
        """Whether entries are in lower case."""
        return self.value[1]

    @property
    def is_list(self) -> bool:
        """Whether a file has an entry a line; else it is one value in the format of that name."""
        return self not in (Form.JSON, Form.TOML)


@dataclass(frozen=True, slots=True)
class WordList:
    """One list: `entry` says what an entry is, `readers` which modules of the core read it."""

    name: str
    room: Room
    form: Form
    entry: str
    readers: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file of the list below the folder of a language."""
        return f"{self.room}/{self.name}.{'txt' if self.form.is_list else self.form.pattern}"


def _room(room: Room, *rows: tuple[str, Form, str] | tuple[str, Form, str, tuple[str, ...]]) -> tuple[WordList, ...]:
    return tuple(WordList(row[0], room, row[1], row[2], row[3] if len(row) > 3 else ()) for row in rows)


_TABLE = (
    *_room(
        Room.BOILERPLATE,
        ("advertisement-label-words", Form.LOWER_WORD, "a word that marks a line as the label of an advertisement"),
        ("advertisement-labels", Form.LOWER_TEXT, "a whole line that labels an advertisement"),
        ("advertiser-labels", Form.LOWER_TEXT, "a label before the name of an advertiser"),
        ("asking-verbs", Form.LOWER_WORD, "a verb with which pages ask something of a reader"),
        ("asking-words", Form.LOWER_WORD, "a word with which a request to the reader begins"),
        ("credit-labels", Form.LOWER_WORD, "a label of a credit, without its colon"),
        ("commission-words", Form.LOWER_WORD, "what a notice of commissions is about"),
        ("denial-words", Form.LOWER_WORD, "how a page says no"),
        ("trade-words", Form.LOWER_WORD, "what a notice of commissions says readers do"),
        ("reader-words", Form.LOWER_WORD, "a word with which a page speaks to its reader, or of itself"),
        ("limit-words", Form.LOWER_WORD, "what says that a page may be read no further"),
        ("page-deixis", Form.LOWER_WORD, "how a notice of a page on itself begins"),
        ("page-media", Form.LOWER_WORD, "what a page shows and a reader may not see"),
        ("unavailable-words", Form.LOWER_WORD, "what a page says that something on it is not"),
        ("posting-openers", Form.LOWER_TEXT, "how a line begins that says who posted something, and when"),
        ("price-words", Form.LOWER_WORD, "what an offer of a subscription has beside its price"),
        ("photo-agencies", Form.LOWER_WORD, "the name of an agency under a picture"),
        ("comment-prompt-openers", Form.LOWER_TEXT, "how an invitation to comment begins"),
        ("comment-prompt-words", Form.LOWER_WORD, "a word that marks a line as an invitation to comment"),
        ("comment-prompts", Form.LOWER_TEXT, "a whole line that invites to comment"),
        ("cookie-notice-openers", Form.LOWER_TEXT, "how a notice about cookies begins"),
        ("cookie-notice-words", Form.LOWER_WORD, "a word that marks a line as a notice about cookies"),
        ("cookie-notices", Form.LOWER_TEXT, "a whole line about cookies"),
        ("copyright-line-openers", Form.LOWER_TEXT, "how a line about rights begins"),
        ("copyright-line-words", Form.LOWER_WORD, "a word that marks a line as one about copyright"),
        ("copyright-lines", Form.LOWER_TEXT, "what a line about copyright says"),
        (
            "disclosure-notice-openers",
            Form.LOWER_TEXT,
            "how a line begins that discloses what a page earns, or disclaims what it says",
        ),
        ("disclosure-notice-words", Form.LOWER_WORD, "a word that marks a line as disclosing what a page earns"),
        ("disclosure-notices", Form.LOWER_TEXT, "a whole line that discloses or disclaims something for a page"),
        ("below-words", Form.LOWER_WORD, "a word for where a page says that its text goes on"),
        ("count-words", Form.LOWER_WORD, "what a page counts of its readers"),
        ("date-labels", Form.LOWER_TEXT, "what a page writes before the date of its text"),
        ("date-stems", Form.LOWER_WORD, "how the name of a month, a day or an hour begins, three letters"),
        ("home-words", Form.LOWER_TEXT, "the name of the first page of a site, which a trail of headings begins with"),
        ("inset-words", Form.LOWER_WORD, "what stands within the text of a page: an advertisement, a picture"),
        ("language-labels", Form.LOWER_TEXT, "how a switch of languages names one: its code or its own name"),
        ("leaf-words", Form.LOWER_WORD, "what a page numbers of its parts"),
        ("minute-words", Form.LOWER_WORD, "a word for minutes"),
        ("opening-furniture", Form.LOWER_TEXT, "a whole line that is furniture at the start of a text and no title"),
        ("reading-words", Form.LOWER_WORD, "a word for reading or hearing, beside minutes"),
        ("resume-words", Form.LOWER_WORD, "a word by which a page says that its text goes on"),
        ("row-furniture", Form.LOWER_TEXT, "a button that is one only beside others, in a row"),
        ("skip-goals", Form.LOWER_WORD, "where a link leads that skips something"),
        ("skip-words", Form.LOWER_WORD, "a word by which a link skips something"),
        ("furniture-pieces", Form.LOWER_TEXT, "a piece of page furniture in a script without spaces"),
        ("furniture-starts", Form.LOWER_WORD, "a word that a line of page furniture begins with"),
        ("furniture-words", Form.LOWER_WORD, "a small word that lines of page furniture are made of"),
        ("free-words", Form.LOWER_WORD, "a word for what costs nothing"),
        ("period-words", Form.LOWER_WORD, "a word for the time for which a page counts"),
        ("link-starts", Form.LOWER_WORD, "the first word of a label before the title of another page"),
        ("misprint-words", Form.LOWER_WORD, "what readers are asked to mark and send with a key"),
        ("network-names", Form.LOWER_TEXT, "how the name of a social network begins"),
        ("inviting-words", Form.LOWER_WORD, "a word with which a page invites its reader, where it names a network"),
        ("inner-furniture", Form.LOWER_TEXT, "a whole line that is furniture between paragraphs, a title at the start"),
        ("licence-words", Form.LOWER_WORD, "a word by which a licence grants or withholds something"),
        ("login-prompt-words", Form.LOWER_WORD, "a word that marks a line as an invitation to log in"),
        ("login-prompts", Form.LOWER_TEXT, "a whole line that invites to log in"),
        ("lone-furniture", Form.LOWER_TEXT, "a whole line that is furniture even alone between paragraphs"),
        ("lone-hints", Form.LOWER_WORD, "a word that furniture between paragraphs may have"),
        ("own-words", Form.LOWER_WORD, "a word by which a page speaks of itself"),
        ("page-dates", Form.LOWER_TEXT, "how a line on the age of a page begins"),
        ("page-fact-openers", Form.LOWER_TEXT, "how a line on the history of a page begins"),
        ("page-facts", Form.LOWER_TEXT, "a label of a fact about a page; what follows it is the page's own"),
        (
            "page-links",
            Form.LOWER_TEXT,
            "a label, with its colon, before the title of another page; never one of a fact",
        ),
        ("page-nouns", Form.LOWER_WORD, "what a page calls one of its parts"),
        ("program-line-openers", Form.LOWER_TEXT, "how a line begins that a widely used program for pages prints"),
        ("read-more", Form.LOWER_TEXT, "a whole line that links to another page"),
        ("read-more-labels", Form.LOWER_TEXT, "a label before the title of another page"),
        ("read-more-openers", Form.LOWER_TEXT, "how a link to another page begins"),
        ("read-more-words", Form.LOWER_WORD, "a word that marks a line as a link to another page"),
        ("rights-pieces", Form.LOWER_TEXT, "a piece of a notice of rights, in a script without spaces or in Korean"),
        ("script-notice-openers", Form.LOWER_TEXT, "how a line about scripts and browsers begins"),
        ("script-notice-words", Form.LOWER_WORD, "a word that marks a line as one about scripts"),
        ("script-notices", Form.LOWER_TEXT, "a whole line about scripts and browsers"),
        ("share-prompt-openers", Form.LOWER_TEXT, "how an invitation to share, follow or rate begins"),
        ("share-prompt-words", Form.LOWER_WORD, "a word that marks a line as an invitation to share"),
        ("share-prompts", Form.LOWER_TEXT, "a whole line that invites to share, follow, print or send"),
        ("site-words", Form.LOWER_WORD, "the last word of the name of a site, as in the title of its pages"),
        ("soft-furniture-words", Form.LOWER_WORD, "a word of furniture that is common in sentences as well"),
        ("subscribe-openers", Form.LOWER_TEXT, "how a request to the reader of a page begins"),
        ("subscribe-prompt-words", Form.LOWER_WORD, "a word that marks a line as an invitation to subscribe"),
        ("subscribe-prompts", Form.LOWER_TEXT, "a whole line that invites to subscribe"),
        ("subtitle-credit-links", Form.LOWER_WORD, "a word before the name in a credit of subtitles"),
        ("subtitle-credit-words", Form.LOWER_WORD, "another word that credits of subtitles are made of"),
        ("subtitle-words", Form.LOWER_WORD, "a word that says that a credit is one of subtitles"),
        ("translation-credit-openers", Form.LOWER_TEXT, "how the credit of a translating machine begins"),
        (
            "translation-credit-words",
            Form.LOWER_WORD,
            "a word that marks a line as crediting a translating machine",
        ),
        ("translation-credits", Form.LOWER_TEXT, "what a page says of the machine that translated it"),
    ),
    *_room(
        Room.CHATTER,
        ("agreements", Form.LOWER_TEXT, "how one agrees to do what he was asked, beside assents"),
        ("address-words", Form.LOWER_WORD, "a word with which a model addresses the one who asked"),
        ("announcement-pieces", Form.LOWER_WORD, "a piece of a line that announces a translation, without spaces"),
        ("answer-keys", Form.LOWER_TEXT, "a name under which prompts ask for a translation in JSON"),
        ("answer-labels", Form.LOWER_WORD, "a word that, alone before a colon, labels what a program answers"),
        ("answer-names", Form.LOWER_TEXT, "a name in the marks of begin and end around a text"),
        ("answer-participles", Form.LOWER_WORD, "what has been done to a text, first in a label over it"),
        ("answer-tags", Form.LOWER_WORD, "the name of a tag that prompts ask models to put around an answer"),
        ("asker-words", Form.LOWER_WORD, "a word for the one who asked for a translation, or for the request"),
        ("assents", Form.LOWER_TEXT, "how a model says yes before it answers"),
        ("begin-words", Form.LOWER_WORD, "a word that marks where something begins"),
        ("breakdown-headings", Form.LOWER_TEXT, "a heading over a list that explains a translation"),
        ("caution-pieces", Form.LOWER_TEXT, "a piece of what one says of how far to trust a machine's work"),
        ("chunk-words", Form.LOWER_WORD, "a word for the parts in which a text is handed to a model"),
        ("closing-openers", Form.LOWER_TEXT, "how a model begins to speak of the translation it has made"),
        ("detail-words", Form.LOWER_WORD, "a word for a detail of a text that a translation may keep or change"),
        ("end-words", Form.LOWER_WORD, "a word that marks where something ends"),
        ("farewells", Form.LOWER_TEXT, "how one takes leave who has done what he was asked"),
        ("forward-words", Form.LOWER_WORD, "a word that points at what follows"),
        ("further-stems", Form.LOWER_TEXT, "a piece of a word for more work on a text that is offered"),
        ("greetings", Form.LOWER_TEXT, "what is said to anybody, and does not yet answer a request"),
        ("handling-stems", Form.LOWER_TEXT, "a piece of a word for what one who translates does with a part of a text"),
        ("hedges", Form.LOWER_WORD, "a word with which one doubts his work, or grades it"),
        ("hesitations", Form.LOWER_TEXT, "how one begins who thinks aloud or answers at ease"),
        ("invented-lines", Form.LOWER_TEXT, "a line that speech recognisers write into silence, without its last mark"),
        ("label-words", Form.LOWER_WORD, "a word that a label over a translation has beside the name of a language"),
        ("language-names", Form.LOWER_WORD, "the name of a language"),
        ("language-stems", Form.LOWER_WORD, "a piece of the name of a language, in any language"),
        ("mark-words", Form.LOWER_WORD, "a small word in a mark of begin or end"),
        ("matter-stems", Form.LOWER_TEXT, "a piece of a word for a part or a quality of a text"),
        ("meta-labels", Form.LOWER_TEXT, "a label before what is said of a translation in a line of its own"),
        ("model-words", Form.LOWER_WORD, "a word for a model, or for its settings"),
        ("narrating-words", Form.LOWER_WORD, "a word of people who tell what happened, what they think or who said it"),
        ("note-evidence", Form.LOWER_WORD, "a word that shows a note to be about the translation"),
        ("note-evidence-pieces", Form.LOWER_WORD, "a piece that shows a note to be about the translation"),
        ("note-labels", Form.LOWER_TEXT, "a label before a note, which says what it is about"),
        ("note-leads", Form.LOWER_TEXT, "how a note begins, read where a model is known to speak"),
        ("note-openers", Form.LOWER_TEXT, "how a note about a translation begins"),
        ("note-verbs", Form.LOWER_WORD, "a word that only one who has translated a text says of it"),
        ("offer-endings", Form.LOWER_TEXT, "how an offer ends that begins with a condition"),
        ("offer-openers", Form.LOWER_TEXT, "how a model takes leave"),
        ("option-labels", Form.LOWER_WORD, "a label of one of several translations"),
        ("option-words", Form.LOWER_WORD, "what a line calls the translations that it heads"),
        ("personal-words", Form.LOWER_WORD, "a word that makes a translation somebody's own"),
        ("pointer-pieces", Form.LOWER_WORD, "a piece that points at what follows"),
        ("pointers", Form.LOWER_WORD, "a word that points at what follows, or at the speaker"),
        ("preamble-lines", Form.LOWER_WORD, "a line that announces a translation, without spaces and last mark"),
        ("preamble-words", Form.LOWER_WORD, "a word that the sentence before a translation is made of"),
        ("presenters", Form.LOWER_TEXT, "how the sentence before a translation begins"),
        ("prompt-openers", Form.LOWER_TEXT, "how a line of instructions to a model begins"),
        ("public-words", Form.LOWER_TEXT, "a word or piece of one of print, school, towns or families"),
        ("refusal-evidence", Form.LOWER_WORD, "a word that a refusal to translate has"),
        ("refusal-pieces", Form.TEXT, "a phrase of a remark that there is nothing to translate"),
        ("refusals", Form.LOWER_TEXT, "how a model refuses"),
        ("request-pieces", Form.LOWER_TEXT, "a piece that refers to a request, or to what was handed over with it"),
        ("review-original-labels", Form.LOWER_TEXT, "a label over the original of a translated review"),
        ("review-translation-labels", Form.LOWER_TEXT, "a label over the translation of a review"),
        ("source-words", Form.LOWER_WORD, "a word for what is translated, or for its parts"),
        ("speaker-words", Form.LOWER_WORD, "a word with which a model speaks of itself"),
        ("talk-acts", Form.LOWER_WORD, "a word for what one who translates does or offers"),
        ("talk-matter", Form.LOWER_WORD, "a word for what talk about a translation is about"),
        ("talk-openers", Form.LOWER_TEXT, "how an offer begins, read where a model is known to speak"),
        ("talk-persons", Form.LOWER_WORD, "a word for the one who speaks in talk, or is spoken to"),
        ("talk-pieces", Form.LOWER_TEXT, "a piece of talk about a translation"),
        ("text-words", Form.LOWER_WORD, "what announcements call the text that is translated"),
        ("thinking-pieces", Form.LOWER_TEXT, "a piece of what one writes who thinks aloud about a translation"),
        ("thinking-tags", Form.LOWER_WORD, "the name of a tag around the thoughts of a reasoning model"),
        ("topic-words", Form.LOWER_WORD, "a word after which the topic of a text is named"),
        ("translation-stems", Form.LOWER_WORD, "a piece of words for translating, in any language"),
        ("translation-words", Form.LOWER_WORD, "a word for a translation"),
        ("verse-words", Form.LOWER_WORD, "what verse and song are made of: people translate those"),
        ("wording-words", Form.LOWER_WORD, "a word for wording, or for what is done to it"),
    ),
    *_room(
        Room.GRAMMAR,
        ("articles-and-prepositions", Form.LOWER_WORD, "a word that takes no contraction after it"),
        ("auxiliaries", Form.LOWER_WORD, "a form of an auxiliary or modal verb, contractions among them"),
        ("clause-starts", Form.LOWER_WORD, "an article, possessive, demonstrative or pronoun that can begin a clause"),
        ("comparatives", Form.LOWER_WORD, "a word that makes a comparison, besides inflected forms"),
        ("conjunctions", Form.LOWER_WORD, "a conjunction that joins equals"),
        ("contraction-hosts", Form.LOWER_WORD, "a function word that takes 's"),
        ("degrees", Form.LOWER_WORD, "a word of degree, which wants an adjective"),
        ("determiners", Form.LOWER_WORD, "an article, demonstrative, possessive or quantifier"),
        ("function-words", Form.LOWER_WORD, "one of the commonest function words", ("language", "quotation.units")),
        ("hanging-verbs", Form.LOWER_WORD, "a past form that needs more than itself to be a sentence"),
        ("imperatives", Form.LOWER_WORD, "an auxiliary whose base form also gives an order"),
        ("light-words", Form.LOWER_WORD, "a word with little content of its own that is no function word"),
        ("modals", Form.LOWER_WORD, "a modal verb"),
        ("negatable-verbs", Form.LOWER_WORD, "a form before the n of n't"),
        ("never-doubled", Form.LOWER_WORD, "a function word that never rightly follows itself in one clause"),
        ("object-pronouns", Form.LOWER_WORD, "a pronoun as object"),
        ("open-determiners", Form.LOWER_WORD, "a determiner that wants a noun"),
        ("open-subordinators", Form.LOWER_WORD, "a word after which a clause must come"),
        ("particles", Form.LOWER_WORD, "a preposition or adverb with which a sentence may well end"),
        ("phrase-openers", Form.LOWER_WORD, "a preposition, auxiliary or conjunction that opens a phrase"),
        ("prepositions", Form.LOWER_WORD, "a simple preposition"),
        ("relatives", Form.LOWER_WORD, "a relative pronoun"),
        ("speech-tags", Form.LOWER_WORD, "a verb of saying as it is used beside a quotation", ("quotation.units",)),
        ("speech-verbs", Form.LOWER_WORD, "a verb of saying or thinking in a form that follows a quotation"),
        ("stock-phrases", Form.LOWER_TEXT, "a phrase with its preposition that people use as a sentence"),
        ("dialect-words", Form.LOWER_WORD, "a word of a dialect or creole that doubles words on purpose"),
        ("old-words", Form.LOWER_WORD, "a word of the language as it was written centuries ago"),
        ("addresses", Form.LOWER_WORD, "a word for who speaks or is spoken to"),
        ("subject-pronouns", Form.LOWER_WORD, "a pronoun as subject"),
        ("subordinators", Form.LOWER_WORD, "a conjunction or relative that opens a subordinate clause"),
    ),
    *_room(
        Room.MODELS,
        ("continuations", Form.TEXT_AND_WEIGHT, "word classes around a stop, and the weight for reading on over it"),
        (
            "followers",
            Form.WORD_AND_FOLLOWERS,
            "a word and those that come after it, in tiers with a slash between them, the most usual first",
        ),
        (
            "fragments",
            Form.TEXT_AND_WEIGHTS,
            "an observation; weights for deleting, joining, capitalising, keeping",
        ),
        ("letter-trigrams", Form.THREE_CHARACTERS, "three letters of a word; ^ begins and $ ends one"),
        ("mt-likelihood", Form.JSON, "the weights of the model of machine translation", ("score.likelihood",)),
        ("parts-of-speech", Form.WORD_AND_CODES, "a word and its parts of speech, the commonest first", ("language",)),
        ("style-phrases", Form.TWO_WORDS, "two small words whose rate says how a text is written", ("score.style",)),
        ("style-words", Form.LOWER_WORD, "a word whose rate says how a text is written", ("score.style", "language")),
        (
            "usual-pairs",
            Form.TWO_WORDS,
            "two words often next to each other, the commonest first",
            ("score.style",),
        ),
    ),
    *_room(
        Room.SPELLING,
        ("abbreviations", Form.WORD, "an abbreviation that ends in a full stop, without it", ("sentences",)),
        ("compound-counts", Form.LOWER_WORD, "a number in words before a unit in a compound"),
        ("compound-measures", Form.LOWER_WORD, "how a counted unit is measured, the last word of a compound"),
        ("compound-units", Form.LOWER_WORD, "what a number counts in a compound"),
        (
            "confusables",
            Form.TWO_CHARACTERS,
            "a letter of another script, and the Latin one it looks like",
            ("cli.rule",),
        ),
        ("domain-endings", Form.LOWER_WORD, "the ending of an internet name or file that people write with a capital"),
        ("dotted-abbreviations", Form.WORD, "an abbreviation written with stops inside"),
        (
            "doubtful-abbreviations",
            Form.WORD,
            "an abbreviation that is also a word or ends sentences as often, without its stop",
            ("sentences",),
        ),
        ("doubtful-units", Form.LOWER_WORD, "a unit that is also a word, without its stop", ("sentences",)),
        ("elisions", Form.LOWER_WORD, "a word that begins with an apostrophe for letters left out, without it"),
        ("hyphen-prefixes", Form.LOWER_WORD, "a prefix that is joined to its word, with or without a hyphen"),
        ("hyphenated-compounds", Form.LOWER_WORD, "a compound that is written with hyphens"),
        ("learned-endings", Form.LOWER_WORD, "an ending of words that many languages have from Greek and Latin"),
        ("marked-names", Form.WORD, "a name with an exclamation or question mark of its own", ("sentences",)),
        ("quotation-marks", Form.TOML, "the outer and inner quotation marks of a language, and the spaces inside them"),
        ("reference-leaders", Form.LOWER_WORD, "a word before the number of an item in a list", ("sentences",)),
        ("suspended-hyphen-followers", Form.LOWER_WORD, "a word that may follow a suspended hyphen"),
        ("word-endings", Form.LOWER_WORD, "an ending that words of any kind take", ("known_words",)),
        ("word-prefixes", Form.LOWER_WORD, "a prefix that words of any kind take", ("known_words",)),
    ),
    *_room(
        Room.TOKENS,
        ("control-tokens", Form.WORD, "a token that marks ends, padding or turns, without the spaces inside"),
        ("encoding-terms", Form.LOWER_TEXT, "a term of texts about character encodings"),
        ("escape-terms", Form.LOWER_TEXT, "a term of texts about escapes and programs"),
        ("language-codes", Form.LOWER_WORD, "a language code that multilingual models take as a tag"),
        ("markup-terms", Form.LOWER_TEXT, "a term of texts about markup and escaping"),
        ("placeholder-terms", Form.LOWER_TEXT, "a term of texts about format strings and templates"),
        ("service-messages", Form.TEXT, "the beginning of a message that a translation service returns for a text"),
        ("showing-verbs", Form.LOWER_WORD, "a word before a sign of markup that a text shows how to write"),
        ("starred-form-terms", Form.LOWER_TEXT, "a term of texts that star words on purpose"),
        ("token-terms", Form.LOWER_TEXT, "a term of texts about tokenizers and language models"),
        ("mailboxes", Form.LOWER_WORD, "what an office calls its mailbox, before the @ of an address"),
        ("top-level-domains", Form.LOWER_WORD, "a top-level domain"),
        ("unknown-tokens", Form.WORD, "a token for an unknown or masked word, without the spaces inside"),
    ),
    *_room(
        Room.VOCABULARY,
        ("agencies", Form.LOWER_WORD, "a news agency as it signs at the end of a text"),
        ("chat-words", Form.LOWER_WORD, "what people write in chats after a sentence"),
        ("courtesies", Form.LOWER_TEXT, "a courtesy that is a sentence by itself"),
        ("date-leaders", Form.LOWER_WORD, "a word that leads to a date"),
        ("estimates", Form.LOWER_WORD, "a word that an amount follows, as no date, name or reference does"),
        (
            "further-words",
            Form.LOWER_WORD,
            "a word of the language that parts-of-speech lacks",
            ("known_words",),
        ),
        ("loanwords", Form.LOWER_WORD, "a word that the language has taken in with its letters", ("known_words",)),
        (
            "mention-cues",
            Form.LOWER_WORD,
            "a word before a foreign word that is mentioned rather than used",
            ("quotation.units",),
        ),
        ("months", Form.WORD, "the name of a month"),
        ("name-endings", Form.LOWER_WORD, "a case ending after the apostrophe of a name"),
        ("name-particles", Form.LOWER_WORD, "a small word inside names of people, towns and institutions"),
        ("reduplications", Form.LOWER_WORD, "a word that writers double on purpose"),
        ("scales", Form.LOWER_WORD, "a word that scales a number and leaves its unit open"),
        ("self-joined", Form.LOWER_WORD, "a word that people join to itself with a conjunction"),
        ("sign-offs", Form.LOWER_WORD, "the last word of a line that may end in a comma at the end of a text"),
        ("shared-spellings", Form.LOWER_WORD, "a word spelled like a function word of another language", ("language",)),
        ("short-words", Form.LOWER_WORD, "a short word that is no abbreviation", ("sentences",)),
        ("units", Form.LOWER_WORD, "what is counted after a number: money, measures, time, people"),
    ),
)

LISTS = {each.name: each for each in _TABLE}
"""All lists by name."""
