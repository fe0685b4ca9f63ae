"""Words that hold a text together and tell nothing by themselves, by language; and whose language a text is by them."""

from __future__ import annotations

from collections.abc import Sequence

LOOSE = {
    "en": "i me my mine myself we us our ours ourselves you your yours m ve re ll he she it they him them this "
    "that these those there here then but so or because also if though although yet however while what "
    "when where why how which who whether not no never t nor said says say saying told tell added adding "
    "very really just even still more most some all any much many",
    "de": "ich mich mir mein meine meinen wir uns unser unsere du dir dich dein ihr euch man er sie es ihn ihm "
    "ihnen dies diese dieser dieses diesen jene dort da hier dann aber oder weil auch wenn obwohl doch "
    "jedoch während dass was wann wo warum wie ob nicht kein keine nie sagte sagt sagen erklärte betonte "
    "so sehr wirklich nur noch schon mehr viel viele alle etwas",
    "fr": "je j me m moi mon ma mes nous notre nos vous votre vos tu ton ta tes on il elle ils elles lui ce cet "
    "cette ces cela ça c là ici alors mais ou parce aussi si bien donc cependant tandis qui que quoi "
    "quand où pourquoi comment ne n pas non jamais dit disent déclaré ajouté affirme explique très "
    "vraiment juste même encore plus tout tous",
    "es": "yo me mi mis mí nosotros nos nuestro nuestra tú te tu usted ustedes él ella ello ellos ellas lo le "
    "les este esta estos estas ese esa eso allí ahí aquí entonces pero o porque también si aunque sin "
    "mientras qué cuándo dónde cómo quien quién cuando no nunca ni dijo dice decir añadió afirmó explicó "
    "muy realmente solo aún todavía más todo",
    "it": "io mi mio mia miei noi ci nostro nostra tu ti tuo voi vi vostro egli lui lei loro esso essa questo "
    "questa questi queste quello quella quelli lì qui allora ma o perché anche se però mentre che cosa "
    "quando dove come chi non mai né ha detto dice aggiunto spiega molto davvero solo ancora più tutto "
    "tutti",
    "pt": "eu me mim meu minha nós nos nosso nossa você vocês te teu ele ela eles elas isso isto este esta esse "
    "essa aquele aquela ali aqui então mas ou porque também se embora enquanto que quando onde como quem "
    "não nunca nem disse diz afirmou acrescentou muito realmente só ainda mais tudo todos",
    "nl": "ik mij me mijn wij we ons onze jij je jou jouw u uw hij zij ze het hem hen dit dat deze die daar "
    "hier toen dan maar of omdat ook als hoewel toch echter terwijl wat wanneer waar waarom hoe wie niet "
    "geen nooit zei zegt zeggen vertelde erg echt alleen nog meer veel alle",
    "sv": "jag mig min mitt mina vi oss vår våra du dig din ni er han hon den det de dem detta denna dessa där "
    "här då men eller eftersom också om dock medan vad när var varför hur vem som inte ingen aldrig sa "
    "säger berättade mycket verkligen bara ännu mer alla",
    "pl": "ja mnie mi mój moja my nas nam nasz nasza ty ci twój wy was on ona ono oni one go mu to ten ta te "
    "tego tam tu wtedy ale lub bo też także jeśli chociaż jednak gdy co kiedy gdzie dlaczego jak kto czy "
    "nie nigdy ani powiedział powiedziała mówi dodał dodała bardzo naprawdę tylko jeszcze więcej wszystko",
    "ru": "я меня мне мой моя мы нас нам наш наша ты тебя вы вас вам ваш он она оно они его её ее им их это "
    "этот эта эти тот там здесь тогда но или потому также тоже если хотя однако что когда где почему как "
    "кто ли не нет никогда ни сказал сказала говорит добавил отметил заявил очень только ещё еще более "
    "все так",
    "uk": "я мене мені мій моя ми нас нам наш наша ти тебе ви вас вам він вона воно вони його її їх це цей ця "
    "ці той там тут тоді але або бо також теж якщо хоча однак що коли де чому як хто чи не ні ніколи "
    "сказав сказала каже додав зазначив дуже тільки ще більше все так",
    "tr": "ben beni bana benim biz bizi bize bizim sen sana siz sizi size sizin o onu ona onlar bu bunu buna şu "
    "bunlar orada burada ama fakat ancak ya veya çünkü da de eğer ise ki ne zaman nerede neden nasıl kim "
    "değil yok hiç dedi diyor söyledi belirtti ifade kaydetti çok sadece daha bile her şey böyle",
    "vi": "tôi ta mình chúng bạn em anh chị ông bà họ nó này kia đó đây ấy thế vậy nhưng mà hoặc vì nên nếu thì "
    "tuy cũng còn gì sao ai nào đâu không chưa chẳng nói kể rất quá chỉ vẫn đều",
    "id": "saya aku kami kita anda kamu dia ia mereka ini itu sana sini tetapi tapi atau karena juga jika kalau "
    "meskipun namun apa kapan mana mengapa bagaimana siapa tidak bukan belum kata ujar ucap tutur sangat "
    "hanya masih lebih semua",
    "ar": "أنا نحن أنت أنتم هو هي هم هذا هذه ذلك تلك هناك هنا ثم لكن ولكن أو لأن أيضا إذا رغم ماذا متى أين "
    "لماذا كيف من لا لم لن ليس قال وقال قالت وقالت أضاف وأضاف وأضافت جدا فقط أكثر كل",
    "hi": "मैं मुझे मेरा मेरी मेरे हम हमें हमारा हमारी हमारे तुम तुम्हें आप आपका आपके वह वे उस उसे उसका उसकी उसके उन उन्हें उनका "
    "उनकी उनके यह ये इस इसे इसका इसकी इसके इन इन्हें इनका वहां यहां वहाँ यहाँ फिर लेकिन या क्योंकि भी अगर हालांकि जबकि क्या कब "
    "कहां कहाँ क्यों कैसे कौन नहीं न कभी कहा कहते कहना बताया बताते बहुत ही अभी सिर्फ केवल और सब सभी",
    "ko": "나는 내가 저는 제가 우리 우리는 우리가 당신 그 그는 그가 그녀는 이 이는 것 것이다 거기 여기 그러나 "
    "하지만 또 또는 그래서 때문에 만약 무엇 언제 어디 왜 어떻게 누가 안 못 말했다 밝혔다 전했다 덧붙였다 "
    "설명했다 매우 정말 더 모두",
    "zh": "我们 我的 你们 他们 她们 它们 这个 这些 这样 那个 那些 那里 这里 但是 不过 或者 因为 所以 如果 虽然 "
    "然而 什么 怎么 为什 没有 不是 不会 不能 表示 他说 她说 说道 指出 非常 只是 还是 也是 更多 都是 就是",
    "ja": "私は 私の 私た した 彼は 彼女 これ この それ その そこ ここ しか かし だが また ため もし なぜ 何が "
    "ない いう 語っ 述べ 話し とて ても だけ まだ もっ すべ",
}
"""Pronouns, words that point, ask, deny, weigh or tie sentences together, and verbs of saying.

A person who sums an article up uses them less than the article does: their odds are half those of other words that
stand as early and as often (627 English articles: -.65 in the logistic model of `worth`, and alike for each of these
kinds by itself, from -.4 for denials to -1.0 for the first person). A sentence full of them talks, argues or leans.
"""
FOUND = 0.02
"""Share of loose words from which on a text is in their language."""
_TABLES = {code: frozenset(text.split()) for code, text in LOOSE.items()}


def table(code: str) -> frozenset[str]:
    """The loose words of a language; none of an unknown one."""
    return _TABLES.get(code, frozenset())


def share(said: Sequence[str], code: str) -> float:
    """The share of a sentence's words that are loose; 0 in an unknown language."""
    known = table(code)
    return sum(map(known.__contains__, said)) / max(1, len(said))


def language(said: Sequence[str]) -> str:
    """The code of the language whose loose words make up most of these words; empty where none is found."""
    shares = {code: sum(map(known.__contains__, said)) for code, known in _TABLES.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] > FOUND * len(said) else ""
