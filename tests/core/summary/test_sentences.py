import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.core.summary.sentences import split
from tests.builders import article

LANGUAGES = st.sampled_from([None, "en", "de", "pt-BR", "zh", "ja", "th", "ar", "hi", "ru", "xx", "", "no such tag"])


def texts(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in split(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The U.S. Senate voted late.", "Mr. J. R. Harrow spoke at 3.30 p.m. on Friday."]),
        ("en", ["Tickets cost $3.5 million.", "See harbour.example for more.", "Then go."]),
        ("en", ['"We will open!" she said.', '"Will you?"', "Nobody knew."]),
        ("en", ["He asked “Why now?” and left.", "The room was silent."]),
        ("en", ["The hall on St. Martin's Lane opened Jan. 5.", "It closed in Feb. after a fire."]),
        ("en", ["“I came. I saw. I wept,” the painter said.", "The end."]),
        ("en", ["Prof. A. B. Lind et al. agreed on No. 5.", "Others did not."]),
        ("en", ["Was it worth it?", "Yes!", "It was the best in years..."]),
        ("de", ["Er kam am Sonntagmorgen, 28. April, wieder und blieb.", "Es regnete."]),
        ("de", ["Am 3. Oktober kam Dr. Möller z. B. nach Bergen.", "Er blieb."]),
        ("de", ["„Warum jetzt?“, fragte sie.", "Niemand sprach."]),
        ("fr", ["M. Durand est venu.", "Il a chanté."]),
        ("fr", ["« Pourquoi ? » demanda-t-il.", "Elle se tut."]),
        ("es", ["¿Quién abrió la sala?", "Nadie lo sabe."]),
        ("ru", ["Театр открыт.", "Билеты проданы за час!"]),
        ("el", ["Το θέατρο άνοιξε.", "Γιατί τώρα;", "Κανείς δεν ξέρει."]),
        ("zh", ["剧院重新开放。", "票已售完！", "谁会来？"]),
        ("ja", ["劇場が再び開いた。", "切符は売り切れた。"]),
        ("hi", ["रंगमंच फिर खुला।", "टिकट बिक गए।"]),
        ("ar", ["هل فتح المسرح؟", "نعم فتح أمس."]),
        ("xx", ["Teatri u hap.", "Biletat u shitën!"]),
    ],
)
def test_tricky_sentences_are_split_where_they_end(language: str, sentences: list[str]) -> None:
    joint = "" if language in {"zh", "ja"} else " "
    assert texts(joint.join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The painter Anna K N Wong opened the show.", "She thanked her teacher."]),
        ("en", ["The prize went to Lena M. Okafor, of Bergen.", "J. P. T. Marsh came second."]),
        ("en", ["Sen. J. Doe asked for No. 5 to be sung again.", "The choir obliged."]),
        ("en", ["Lt. Col. Maria Weiss (ret.) guarded the vault.", "Nobody came."]),
        ("en", ["The firm, Lamp & Sons Ltd., sold it.", "Its rival, Harbour Co., bought it."]),
        ("en", ["It was made by Lantern Films Inc.", "The studio closed in 2009."]),
        ("en", ["The train left at 6 p.m.", "The audience stayed until 2 a.m. on Sunday."]),
        ("en", ["She moved to the U.S.", "Her brother stayed in the U.K. for a year."]),
        ("en", ["The U.S. Department of Arts paid.", "Washington, D.C. had asked."]),
        ("en", ["He read Vol. 2, pp. 11-14, of the letters.", "They bored him."]),
        ("en", ["“We waited. We hoped. Nothing came,” the usher said.", "The doors stayed shut."]),
        ("en", ['"I wept. Then I laughed," said Ms. Rao.', '"It was like that."']),
        ("en", ["“It is over,” he said.", "“Go home. Sleep. Come back tomorrow.”"]),
        ("en", ["'It is ours. We built it,' said Mr. Bell.", "It's the players' hall."]),
        ("en", ["He stopped... and then he went on.", "Nobody clapped."]),
        ("en", ["The list was long…", "It ended with her name."]),
        ("en", ["“Wait . . . I know him,” she said.", "He did not turn."]),
        ("en", ['Did she really say "Never!" to them?', "She did."]),
        ("en", ["The play “Who's There?” opens in May.", "Tickets are gone."]),
        ("en", ["Yahoo! and Jeopardy! were her favourites.", "She is 80."]),
        ("en", ["It costs $1.5 million, or approx. 1.3 million euros.", "The city pays."]),
        ("en", ["The hall (built in 1902. It burned in 1950.) is white.", "It seats 300."]),
        ("en", ["See www.harbour.example.com or write to box.office@harbour.example.", "Calls are free."]),
        ("en", ["The concert on Sept. 3 in St. Agnes was full.", "The one on Dec. 9 was not."]),
        ("en", ["He was born on Jan. 4, 1931, in Mt. Vernon.", "He died there."]),
        ("en", ["The Rev. Dr. Paul Adeyemi Jr. blessed the organ.", "It played at once."]),
        ("en", ["By Gen. Wu's order the gates were shut.", "Maj. Fox kept the key."]),
        ("en", ["The score was 3-2 vs. Bergen.", "Fans sang."]),
        ("en", ['"Is it art?" he asked.', '"It is," she said.', '"It is not."']),
        ("en", ["She sang for hours.[4]", "The hall was empty."]),
        ("de", ["Am 12. Mai 2024 öffnete das Haus um 19.30 Uhr.", "„Endlich! Wir sind da“, sagte Frau Dr. Klee."]),
        ("de", ["Das Stück dauert ca. 3 Std. und kostet z. B. 20 Euro.", "Es ist gut, u. a. wegen der Musik."]),
        pytest.param(
            "fr",
            ["Mme A. Petit et M. L. Grand ont joué l'acte no 3.", "« C'est fini. Partez », a-t-elle dit."],
            marks=pytest.mark.xfail(reason="a number with a point is taken for an ordinal"),
        ),
        ("es", ["El Sr. Gómez llegó a las 8 p. m. con la Dra. Ruiz.", "¡Qué noche!", "¿Quién lo duda?"]),
        ("it", ["Il sig. Neri e la dott.ssa Bianchi aprono la sala.", "L'ingresso costa 5 euro."]),
        ("zh", ["他说：“我们等了很久。终于开了！”", "票价为3.5元。", "真的吗？"]),
        ("ja", ["彼は「開いた。うれしい。」と言った。", "切符は売り切れた！", "本当ですか？"]),
        ("ar", ["هل فتح المسرح أبوابه؟", "قال المدير: «نعم، أمس».", "وحضر د. سالم."]),
        ("ur", ["تھیٹر کھل گیا۔", "کیا آپ آئیں گے؟", "جی ہاں۔"]),
        ("th", ["โรงละครเปิดอีกครั้งในวันศุกร์ หลังจากซ่อมแซมเก้าปี"]),
        ("th", ["เขาเกิดเมื่อวันที่ 5 ก.ย. 2500 ที่กรุงเทพฯ และโตที่นี่"]),
        ("ru", ["Режиссёр А. П. Волков родился в 1950 г. в Туле.", "Он живёт на ул. Мира."]),
        ("pt", ["O Sr. Costa pagou R$ 3.500,00 à Profa. Lima.", "Ela riu."]),
        ("hi", ["डॉ. मेहता ने कहा, “दरवाज़ा खुला है।”", "सब आए।"]),
        ("tr", ["Prof. Dr. Ayşe Kaya 3. kattaki salonda konuştu.", "Salon doluydu."]),
        ("am", ["ቲያትሩ ተከፈተ።", "ሰዎች መጡ።"]),
        ("my", ["ရုံဖွင့်သည်။", "လူများလာသည်။"]),
        ("hy", ["Թատրոնը բացվեց։", "Մարդիկ եկան։"]),
    ],
)
def test_news_are_split_where_their_sentences_end(language: str, sentences: list[str]) -> None:
    joint = "" if language in {"zh", "ja"} else " "
    assert texts(joint.join(sentences), language) == sentences


def test_a_text_with_a_sentence_on_each_line_has_a_paragraph_on_each() -> None:
    text = 'The hall opened.\n“It is ours," she said.\nNobody left!'
    assert [s.paragraph for s in split(text, "en")] == [0, 1, 2]


def test_two_sentences_whose_space_was_lost_are_two() -> None:
    assert texts("The hall was full.The doors stayed open until 9.30 at night.") == [
        "The hall was full.",
        "The doors stayed open until 9.30 at night.",
    ]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u2028"])
def test_a_wide_space_before_a_point_does_not_stop_the_splitter(space: str) -> None:
    assert texts(f"He lives at block X{space}. The stage is near.") == [
        f"He lives at block X{space}.",
        "The stage is near.",
    ]


def test_a_lone_surrogate_does_not_stop_the_splitter() -> None:
    assert texts("The \ud800 stage. The lamp.") == ["The \ud800 stage.", "The lamp."]


def test_a_sentence_never_crosses_paragraphs() -> None:
    told = article(paragraphs=("The curtain fell and", "nobody left. They sang."))
    assert [(s.text, s.paragraph) for s in split(told, "en")] == [
        ("The curtain fell and", 0),
        ("nobody left.", 1),
        ("They sang.", 1),
    ]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n"])
def test_paragraphs_of_a_plain_text_end_at_blank_lines(blank: str) -> None:
    text = f"{blank}The first one\nwraps.{blank}The second."
    assert [(s.text, s.paragraph) for s in split(text, "en")] == [("The first one\nwraps.", 0), ("The second.", 1)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), LANGUAGES)
def test_sentences_of_any_text_are_verbatim_and_lose_no_word(text: str, language: str | None) -> None:
    found = split(text, language)
    assert all(text[s.start : s.end] == s.text == s.text.strip() != "" for s in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())
    assert [s.start for s in found] == sorted(s.start for s in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), max_size=5), LANGUAGES)
def test_offsets_count_in_the_text_of_an_article(paragraphs: list[str], language: str | None) -> None:
    told = article(paragraphs=tuple(paragraphs))
    for sentence in split(told, language):
        assert told.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text in told.paragraphs[sentence.paragraph]
