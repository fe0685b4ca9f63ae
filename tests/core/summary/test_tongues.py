import pytest

from monitor.core.model import Sentence
from monitor.core.summary import loose, summarize
from monitor.core.summary.sentences import split
from monitor.core.summary.tongues import code, tongue
from monitor.core.text import words

TEXTS = {
    "en": "The theatre opens on Friday. He said that they would not sell all of it.",
    "de": "Das Theater öffnet am Freitag. Er sagte, dass sie nicht mehr wissen, was man dort spielt.",
    "fr": "Le théâtre ouvre vendredi. Il a dit que cela ne se fait pas, mais nous y allons tous.",
    "es": "El teatro abre el viernes. Ella dijo que no sabe cuándo, pero también quiere ir con nosotros.",
    "it": "Il teatro apre venerdì. Lei ha detto che non sa quando, ma anche noi ci andiamo.",
    "pt": "O teatro abre na sexta. Ela disse que não sabe quando, mas nós também vamos.",
    "nl": "Het theater opent vrijdag. Hij zei dat wij niet weten wat er ook nog komt.",
    "sv": "Teatern öppnar på fredag. Hon sa att vi inte vet vad som också händer där.",
    "pl": "Teatr otwiera się w piątek. Powiedział, że nie wie, co jeszcze tam będzie, ale my też idziemy.",
    "ru": "Театр откроется в пятницу. Он сказал, что они не знают, когда это будет.",
    "uk": "Театр відкриється у п'ятницю. Він сказав, що вони не знають, коли це буде, але ми також ідемо.",
    "tr": "Tiyatro cuma günü açılıyor. O bunu söyledi ama biz ne zaman olduğunu daha bilmiyoruz, çok yazık.",
    "vi": "Nhà hát mở cửa vào thứ sáu. Họ nói rằng chúng tôi không biết gì nhưng cũng vẫn đến đó.",
    "id": "Teater itu dibuka hari Jumat. Dia tidak tahu kapan, tetapi kami juga akan ke sana.",
    "ar": "يفتح المسرح يوم الجمعة. قال إن هذا ليس كل شيء ولكن نحن هنا أيضا.",
    "hi": "रंगमंच शुक्रवार को खुलेगा। उन्होंने कहा कि वह भी नहीं आए लेकिन हम सब यहां हैं।",
    "zh": "剧院周五重新开放。他说我们都会来。",
    "ja": "劇場は金曜日に再び開く。しかし彼はまだ来ない。",
    "ko": "극장은 금요일에 다시 문을 연다. 그러나 그는 오지 않았다.",
    "th": "โรงละครเปิดอีกครั้งในวันศุกร์ แต่เขาไม่มา",
}


def read(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    return split(text, language)


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text_is_found_by_its_words(language: str) -> None:
    assert tongue(None, read(TEXTS[language])) == language


@pytest.mark.parametrize("text", ["", "Zxcv qwrt plmk.", "1234 5678."])
def test_a_text_in_no_known_language_has_none(text: str) -> None:
    assert tongue(None, read(text)) == ""


def test_the_language_that_is_given_counts() -> None:
    assert tongue("de-AT", read(TEXTS["en"])) == "de"


@pytest.mark.parametrize(
    ("tag", "found"), [("pt-BR", "pt"), ("zh_Hans", "zh"), ("EN", "en"), ("snowball", ""), ("", ""), (None, "")]
)
def test_the_language_of_a_tag_is_its_first_part(tag: str | None, found: str) -> None:
    assert code(tag) == found


def test_every_loose_word_is_written_as_words_are() -> None:
    for language, table in loose.LOOSE.items():
        assert {word for word in table.split() if words(word) != [word]} == set(), language


def test_a_leaning_sentence_is_known_where_no_language_is_named() -> None:
    told = (
        "Das alte Theater am Hafen öffnet am Freitag nach neun Jahren der Arbeiten wieder seine Türen für alle.",
        "Die Direktorin Lena Marsch sagte dem Rat am Hafen, die Arbeiten am Theater seien vor dem Winter zu Ende.",
        "Sie nannte das alte Theater am Hafen das Haus der Stadt, das der Rat nach neun Jahren wieder öffnet.",
        "Ein Bäcker verkauft Kuchen.",
    )
    text = "\n\n".join(told)
    named, unnamed = (summarize(text, 2, language=language).sentences for language in ("de", None))
    assert [s.text for s in named] == [s.text for s in unnamed]
