"""Every phrase that the cleaner knows: what generators and blog engines emit, in Japanese and English.

Nothing here names a subject of a post; the rules decide by structure wherever they can.
"""

from __future__ import annotations

import re

INJECTED = (
    ("75%以上の企業", "多くの企業"),
    ("年率25%以上の成長", "高い成長"),
    ("300%の", "大幅な"),
    ("エコアーキテクチャ", "エコシステム"),
)
"""Words that a blog's script put in, and those that they replaced; in the form of `text.key`."""

REPLACED = (*INJECTED, ("アーキテクチャ", "システム"))
"""The same with a word that authors use as well: where two copies differ in it the script was at work, one copy alone
does not tell."""

SPELLINGS = (("1つ", "一つ"), ("2つ", "二つ"), ("3つ", "三つ"))
"""Two spellings of the same word, in the form of `text.key`."""

CONTINUED = "(続き)"
"""What a round puts behind a heading of the round before it, in the form of `text.key`."""

END_MARK = re.compile(
    r"[-—―─=*_~]{2,}[ \t]*END\b(?![ \t]*[A-Z])[ \t]*[-—―─=*_~]*|^END$|(?<=[。！？])[ \t]*END$", re.MULTILINE
)
"""The line with which a generator says that it has finished."""

PROMPT_HEADER = re.compile(r"^[ \t]*【[^】\n]{0,8}記事の(?:最後|末尾|終わり)[^】\n]*】", re.MULTILINE)
"""The line of a prompt above the text that is to be continued."""

PROMPT_LINE = re.compile(
    r"""^[ \t]*(?:
        (?:[.…]{2,})?
        [（(](?:既存の?記事の(?:最後|末尾|続き)|前略|中略|続き|つづき|ここから続き)[^\n]{0,600}?[）)]?
        (?:[.…]{2,})?
      | (?:\[|【)?(?:existing\ article|end\ of\ (?:the\ )?existing\ article|previous\ content)(?:\]|】|:)
      | (?:以下に?)?続きを書いて(?:ください)?[:：]?
      | [-*・]?[ \t]*記事の末尾に.{0,30}追加(?:する|してください).*
      | [-*・]?[ \t]*自然な流れで続きを書.*
      | [（(]?文字数(?:確認)?[:：][^\n]*
      | [（(]?word\ count[:：][^\n]*
    )[ \t]*$""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
"""Lines of a prompt that came back in the answer, and notes about where the text goes on."""

PROMPT_REQUEST = re.compile(
    r"[ \t]*(?:以下に?)?(?:続き|記事|文章)[^。\n]{0,20}(?:書いて|完成させて|執筆して)(?:ください)?[:：][ \t]*$"
    r"|[ \t]*(?:please[ \t]+)?(?:continue|complete|write)\b[^.\n]{0,60}\b(?:article|section)\b[^.\n]{0,40}:[ \t]*$",
    re.IGNORECASE,
)
"""The line of a prompt above the rules that are to be kept."""

PROMPT_OPENING = re.compile(
    r"""[ \t]*(?:[.…]{2,})?
        [（(](?:既存の?記事の最後[^）)\n]{0,40}|続き|前略|ここから続き[^）)\n]{0,20})[）)]
        (?:[.…]{2,}|[ \t])*""",
    re.VERBOSE,
)
"""The same at the start of a line that goes on with text."""

ACKNOWLEDGEMENT = re.compile(
    r"""(?:はい|もちろん|ええ|了解)?[、,。]?\s*(?:もちろん、)?
        (?:承知(?:いた)?しました|かしこまりました|了解(?:いた)?しました)[。！!]
      | (?:Certainly|Sure|Of\ course|Understood|Absolutely)[,!.]?\s+
        (?:here(?:'s|\ is|\ are)|I(?:'ll|\ will|\ can|\ have))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a generator accepts its task, at the start of a paragraph."""

TASK_WORDS = re.compile(
    r"記事|続き|文字|執筆|文章|スタイル|語りかけ|語り口|要求|要件|完成|表現|締めくく|article|section|continu|write|rewrite",
    re.IGNORECASE,
)
"""What an acknowledgement or an apology of a generator is about."""

APOLOGY = re.compile(
    r"""(?:大変|誠に)?(?:申し訳(?:ありません|ございません)|恐れ入ります)が?
      | (?:My\ sincere\ apologies|I(?:'m|\ am)\ sorry|I\ apologi[sz]e|Sorry)\b
      | (?:I(?:'m|\ am)\ unable\ to|I\ (?:cannot|can't|couldn't|could\ not))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a generator begins when it has found nothing."""

APOLOGY_WORDS = re.compile(
    r"""見つけることができません|見つかりません|確認できません|情報(?:は|が)(?:ありません|得られません)
      | アクセスできません|提供できません|検索|お答えでき
      | search|quota|access|tool|unable|information|retrieve|error|request""",
    re.IGNORECASE | re.VERBOSE,
)
"""What such an apology speaks of."""

OFFER = re.compile(
    r"""(?:もし)?(?:よろしければ|ご希望|ご要望).{0,200}(?:しましょうか|いたしましょうか|可能です|でしょうか)[？?。]?
      | Would\ you\ like\ me\ to\b""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""What a generator offers instead."""

AGENT_TALK = re.compile(
    r"""\b(?:I've|I'll|I\ will|I\ have|I\ am|I'm|I\ need\ to|Let\ me|Here's)\b
      | \b(?:my\ initial|my\ search|the\ user|the\ tool)\b
      | write_file|web_fetch|read_file""",
    re.IGNORECASE | re.VERBOSE,
)
"""How an agent speaks to itself."""

AGENT_OPENING = re.compile(
    r"(?:I've|I'll|I'm|I[ \t]+(?:will|have|am|need[ \t]+to)|Let[ \t]+me|Now[ \t]+I)\b", re.IGNORECASE
)
"""How such talk begins where it stands alone between two rounds."""

AGENT_WORK = re.compile(
    r"\b(?:the|an?)[ \t]+(?:[a-z]+[ \t]+)?(?:outline|draft)\b|\b[a-z]+_(?:file|fetch|search)\b"
    r"|\b(?:continu|complet|finish|expand|writ|sav|go[ \t]+on)[a-z]*\b[^.\n]{0,30}\bthe[ \t]+(?:article|section)"
    r"|\b(?:file[ \t]+name|word[ \t]+count|tone[ \t]+and[ \t]+(?:structure|style)|search[ \t]+tool)\b",
    re.IGNORECASE,
)
"""What it is about: the text as a task, and the tools for it."""

FUNCTION_WORDS = re.compile(r"\b(?:the|and|to|of|for|is|in|that|this|with|will|on|as|it)\b", re.IGNORECASE)

TITLE_LABEL = re.compile(
    r"^\s*(?:#{1,6}\s*)?(?:\*\*)?\s*(?:タイトル|題名|見出し|title|headline)\s*[:：]\s*(?:\*\*)?\s*", re.IGNORECASE
)
"""The label before a title, which is no part of it."""

TITLE_TEMPLATES = re.compile(
    r"""(?:の可(?:能(?:性(?:と(?:は)?)?)?)?[？?]?
      | [:：]そ(?:の(?:真(?:意(?:は)?)?)?)?[？?]?
      | (?:[（(][^（）()]{2,40}[）)])?
        (?:による業務効率化と競争力強化|がもたらす産業構造の転換|の進化と実用化への道筋|の全貌と実践的な活用法|の技術革新がもたらす変化
          |が変えるビジネスの未来|の最新動向と企業への影響|の注目ポイントと導入効果|｜企業導入のポイントを徹底解説)
    )$""",
    re.VERBOSE,
)
"""Endings with which a blog's script replaced the rest of a title (and which it cut in turn), or made it longer for
search engines."""

TITLE_KEY = re.compile(r"^[\"']?title[\"']?\s*[:=]", re.MULTILINE | re.IGNORECASE)
"""The line of a front matter that has the title."""

TITLE_YEAR = re.compile(r"^20\d\d年")
"""What such a script puts before a title."""

FURNITURE_HEADING = re.compile(
    r"""[ \t]*(?:\#{1,6}[ \t]*|\*\*)[ \t]*(?:
        関連記事|関連する記事|あわせて読みたい|合わせて読みたい|こちらの記事もおすすめ|.{0,20}おすすめ(?:の)?(?:書籍|本)
      | Related\ (?:posts|articles)|You\ (?:may|might)\ also\ like|Read\ also
    )[:：]?(?:\*\*)?[ \t]*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Headings of the boxes that a blog engine puts around an article."""

SITE_LINK = re.compile(r"\]\((?:/\d{4}/\d{2}/\d{2}/|\{%[^%]*%\}|[^)\s]*(?:utm_medium=|[?&]tag=[\w-]+-2\d\b|amzn\.to/))")
"""A link to another post by its date, to what is advertised, or counted by a campaign."""

CALL = re.compile(r"[?&]utm_medium=cta\b|^\{:[^}]*\bcta\b", re.MULTILINE)
"""A link that calls to action."""

AFFILIATE_NOTICE = re.compile(
    r"[ \t]*[*_(（]*※?.{0,20}(?:アソシエイト|アフィリエイト|affiliate)[ \t（(]*(?:リンク|広告|links?).{0,20}$",
    re.IGNORECASE,
)
"""The note that links are paid for."""

ENGINE_LINE = re.compile(r"[ \t]*(?:\{:[^}\n]*\}|\{%-?[^%\n]*-?%\})[ \t]*$")
"""A line of kramdown attributes or a Liquid tag, which mean nothing outside the blog engine."""

CONFLICT_LINE = re.compile(r"(?:<{7}|>{7}|\|{7}) \S.*$|={7}$")
"""A line with which git marks the two sides of a conflict."""
