"""Page furniture by its form and its position: what opens a page, what stands between paragraphs, what ends it."""

from __future__ import annotations

import pytest

from cleaner import Pipeline
from cleaner.lexicon import load
from cleaner.passes.boilerplate._facts import is_fact
from cleaner.passes.boilerplate._rows import is_language_switch, is_skip_link, is_trail, row_kind
from cleaner.passes.boilerplate._tables import furniture_tables, plain

PIPELINE = Pipeline(select=["boilerplate"])
TABLES = furniture_tables(load("en"))
PROSE = (
    "The bridge over the river was opened again on Monday, after two winters of work.",
    "The mayor said that the toll had not gone, and that nobody had asked her to take it away.",
    "A ferry will carry the carts until the second arch has its railing back.",
)

OPENING = (
    "Skip to main content",
    "Hoppa till innehållet",
    "Przejdź do głównej treści",
    "Перейти к содержимому",
    "Siirry sisältöön",
    "İçeriğe geç",
    "본문 바로가기",
    "Home > Parish > Notices",
    "Sie sind hier: Startseite › Verein › Chronik",
    "Inicio / Cultura / Museos",
    "Главная » Культура",
    "首页 > 新闻 > 正文",
    "EN | DE | FR",
    "English · Deutsch · Polski",
    "Log in | Register",
    "Basket (0) | Help | Contact",
    "Strona główna",
    "Kezdőlap",
    "الرئيسية",
    "Iniciar sesión",
    "Увійти",
    "Search this site",
    "Select language",
    "Updated 09:15, 2 April 2019",
    "Publié le 2 avril 2019 à 09h15, mis à jour à 11h40",
    "Opublikowano: 12 maja 2020, 14:30",
    "公開日：2020年5月12日 更新日：2021年1月3日",
    "Czas czytania: 8 minut",
    "Posted by admin on 2 April 2019 | Filed under: Travel",
    "1,204 views",
    "Escuchar la noticia 3:48",
    "Автор: Олег Дата: 12.03.2020 Просмотров: 118",
)

BETWEEN = (
    "Bild 2 von 9",
    "Jump to top ^",
    "[edit]",
    "Quote  Reply  Report post",
    "Continua depois da publicidade",
    "Článek pokračuje pod reklamou",
    "In den Warenkorb",
    "Free delivery on orders over £40",
    "Was this page helpful?",
    "Last edited by moss; 04-11-2016 at 08:52 PM.",
    "Sponsored by Hill & Sons Windows",
    "Enter your email address to get the next edition in your inbox",
    "Posłuchaj artykułu",
    "Foto: Inés Halloran",
    "Фото: Олег Ильин",
    "Weitere Themen",
    "Похожие новости",
    "Click to enlarge",
    "İLGİLİ HABER: ESKİ KÖPRÜ YENİDEN AÇILDI",
    'Retrieved from "https://wiki.example.org/wiki/Bridge"',
)

ENDING = (
    "Author: staff | Category: Sport | Views: 5,411",
    "u/oldmill · 3 yr. ago · 57 points",
    "İlgili Haberler",
    "Zurück zur Startseite",
    "Impressum | Datenschutz | AGB",
    "This page was last edited on 3 May 2019, at 18:04 (UTC).",
    "Customers who bought this also bought",
    "12 thoughts on “How the old mill was mended”",
    "Archivado en: Puentes · Obras",
    "Joined: Sep 2009 | Posts: 1,284 | Location: Leeds",
    "Möchten Sie den Artikel teilen?",
    "Другие статьи по теме",
    "Zobacz wszystkie artykuły",
    "Tous nos articles",
    "Bu haberi paylaşın",
    "Thanks for reading The Slow Mill! Subscribe for free to receive new posts and support my work.",
)

LEFT_ALONE = (
    "Menu for the wedding",
    "Search and rescue",
    "Home again",
    "Home sweet home",
    "Listen.",
    "By Anna Lee",
    "Author: Anna Lee",
    "Name: Anna Lee | Class: 4B",
    "Anna | Ben | Carla",
    "North / South / East",
    "He is it",
    "Published in Vilnius, 1931",
    "Monday, 4 May 1931",
    "Updated edition",
    "5 minutes to midnight",
    "12 votes for the miller",
    "Skip the second verse.",
    "Jump to the left, then to the right",
    "Go to the well and fill the jug.",
    "Add to the pan and stir.",
    "Was this information useful to the spy?",
    "Customers who bought bread paid on Fridays.",
    "Free delivery on Tuesdays was his idea.",
    "Follow me to the harbour",
    "Register of births",
    "Subscribe, they said, and you shall be saved.",
    "[Silence]",
    "Figure 2 of the old map",
    "The road continues after the photograph of the mill.",
    "Zum Inhalt der Truhe",
    "Zum Inhalt",
    "Direkt am See",
    "Veröffentlicht wurde der Brief nie.",
    "Aller au marché",
    "Accueil des réfugiés",
    "Inicio del otoño",
    "Ir al mercado",
    "Vai al mercato, disse la nonna.",
    "Ga naar de bakker.",
    "Terug naar huis",
    "Strona po stronie",
    "Начало пути",
    "Вход в пещеру",
    "Назад в деревню",
    "Ana yurt",
    "İlgili kişiler",
    "خانه پدری",
    "Tìm nước",
    "本文と注",
    "집으로 가는 길",
    "返回故乡",
    "Zpět domů",
    "Úvod",
    "Hem till gården",
    "Comments from the jury",
    "Kommentare der Richter",
    "Partager le pain",
    "Condividere il silenzio",
    "Поделиться хлебом",
    "Thanks for reading my long letter. Burn it.",
    "War stories",
    "Location: the old mill",
)


def _placed(line: str, at: int) -> str:
    return "\n\n".join((*PROSE[:at], line, *PROSE[at:]))


@pytest.mark.parametrize("line", OPENING)
def test_what_only_a_page_opens_with_goes(line: str) -> None:
    assert PIPELINE(_placed(line, 0)) == "\n\n".join(PROSE)


def test_several_lines_that_open_a_page_go() -> None:
    assert PIPELINE(_placed("Menu\n\nStrona główna\n\nUpdated 09:15, 2 April 2019", 0)) == "\n\n".join(PROSE)


@pytest.mark.parametrize("line", BETWEEN)
def test_what_only_a_page_has_between_paragraphs_goes(line: str) -> None:
    assert PIPELINE(_placed(line, 2)) == "\n\n".join(PROSE)


@pytest.mark.parametrize("line", ENDING)
def test_what_only_a_page_ends_with_goes(line: str) -> None:
    assert PIPELINE(_placed(line, 3)) == "\n\n".join(PROSE)


@pytest.mark.parametrize("origin", ["unknown", "machine"])
@pytest.mark.parametrize("at", [0, 2, 3])
@pytest.mark.parametrize("line", LEFT_ALONE)
def test_what_people_write_stays_wherever_it_is(line: str, at: int, origin: str) -> None:
    text = _placed(line, at)
    assert PIPELINE.run(text, origin=origin).text == text


def test_a_word_of_another_language_is_no_button_above_its_own_language() -> None:
    spanish = "El puente sobre el río se abrió de nuevo el lunes, después de dos inviernos de obras en el pueblo."
    assert PIPELINE(f"Buscar\n\n{spanish}\n\n{spanish}") == f"Buscar\n\n{spanish}\n\n{spanish}"


def test_a_label_of_another_language_stays_above_its_own_language() -> None:
    german = (
        "Die Brücke über den Fluss wurde am Montag wieder geöffnet, nach zwei Wintern, in denen niemand hinüberkam."
    )
    text = f"{german}\n\nFoto: Meine Mutter\n\n{german}"
    assert PIPELINE(text) == text


def test_a_licence_below_is_asked_of_lines_on_rights_alone() -> None:
    text = f"{PROSE[0]}\n\nLoading...\n\nThe council may grant or prohibit the use of the bridge by carts in winter."
    assert "Loading" not in PIPELINE(text)


@pytest.mark.parametrize("line", ["Log in", "Select language", "Search this site"])
def test_a_heading_of_a_manual_stays_above_what_it_tells(line: str) -> None:
    text = f"{line}\n\nType your name in the field at the right, and press the button below it twice.\n\n{PROSE[0]}"
    assert PIPELINE(text) == text


def test_a_heading_above_furniture_does_not_keep_it() -> None:
    text = f"{PROSE[0]}\n\nThe toll\n\nAdvertisement\n\n{PROSE[1]}"
    assert PIPELINE(text) == f"{PROSE[0]}\n\nThe toll\n\n{PROSE[1]}"


def test_the_turkish_capital_is_read_as_its_letter() -> None:
    assert plain("İlgili Haberler") == "ilgili haberler"


def test_forms() -> None:
    assert is_fact("8 min read", TABLES)
    assert not is_fact("The mill stood for 8 minutes", TABLES)
    assert is_skip_link("Aller au contenu principal", TABLES)
    assert not is_skip_link("Aller au marché", TABLES)
    assert is_trail("Accueil / Recettes / Tartes", TABLES)
    assert not is_trail("Start / Stop", TABLES)
    assert is_language_switch("EN | DE", TABLES)
    assert not is_language_switch("no is it", TABLES)
    assert row_kind("Sign in / Register", TABLES) == ("login-prompt", True)
    assert row_kind("bread – butter – milk", TABLES) is None
