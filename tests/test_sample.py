"""The sample library: the first library that a new user sees, and the fixture of many tests.

The tables say which post shows what, so that whoever edits a post learns what would be missing.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from reader.cleaning import clean
from reader.library.parse import read_post
from reader.locations import resource
from reader.model import Post

SAMPLE = resource("sample")
PATHS = tuple(sorted(file.relative_to(SAMPLE).as_posix() for file in SAMPLE.rglob("*.md")))
KANA = re.compile("[ぁ-んァ-ヶ]")

RIVER = "town/2025-10-05-1-kawa-wo-modosu.md"
OPEN_DATA = "tech/2025-10-19-2-open-data.md"
BICYCLE = "craft/2025-11-02-2-jitensha.md"
RADAR = "nature/2025-11-23-3-radar-migration.md"
APOLOGY = "town/2025-12-14-1-ai-article-update.md"
SMALL_MODEL = "tech/2025-12-21-3-small-model.md"
LETTERPRESS = "craft/2026-01-04-1-kappan.md"
TEA = "nature/2026-01-25-2-shincha.md"
BRIDGES = "tech/2026-02-15-2-hashi-no-meibo.md"
RAIN_GAUGE = "tech/2026-03-15-3-amedori.md"
SOURDOUGH = "craft/2026-03-22-1-unable-to-find.md"
STEPS = "town/2026-04-05-2-ishidan.md"
SWALLOWS = "nature/2026-05-24-2-tsubame.md"

ESSAY = "nature/2026-01-18-山小屋の天気日記.md"
ORGAN = "craft/2025-12-07-cinema-organ.md"
TIDES = "nature/2026-02-12-tide-table.md"
NEWSPAPERS = "town/2025-11-09-shimbun-no-shashin.md"
CSV = "tech/2026-03-05-tidy-csv.md"
BINDERY = "craft/2026-04-11-seihon-kobo.md"
CLOSING_DAY = "town/2026-02-22-2-toshokan-no-minasan.md"
AFFILIATE = "tech/2026-04-19-1-affiliate.md"

DEFECTS = (
    # what a generator and its completion rounds leave between and around the text
    ("marker alone", RIVER, r"^---END---$"),
    ("marker after a sentence", RIVER, r"。---END---$"),
    ("marker before a sentence", BRIDGES, r"^---END--- \S"),
    ("marker after dots", RADAR, r"^\.\.\. ---END---$"),
    ("marker that lost its end", RADAR, r"^---END$"),
    ("marker that is a word", STEPS, r"。 END$"),
    ("marker and text in one block", RIVER, r"^---END---\n[^\n]"),
    ("two markers in a row", RIVER, r"---END---\s+---END---"),
    ("rule right under a sentence", STEPS, r"。\n---\n"),
    ("lone bold mark", RIVER, r"^\*\*$"),
    ("lone heading mark", BICYCLE, r"^###$"),
    ("several blank lines at a seam", STEPS, r"\n{4,}"),
    ("prompt header", SMALL_MODEL, r"【既存の記事の最後の部分】"),
    ("note about the continuation", SMALL_MODEL, r"（続き）"),
    ("acknowledgement", APOLOGY, r"^はい、承知いたしました。"),
    ("copied rules of the prompt", SMALL_MODEL, r"続きを書いてください：\n- "),
    ("apology in Japanese", APOLOGY, r"^申し訳ありませんが、.*作成できません"),
    ("apology in English", SOURDOUGH, r"^I apologize, but "),
    ("an agent talking to itself", SOURDOUGH, r"write_file"),
    ("word count", SMALL_MODEL, r"（文字数確認: 約\d+文字）"),
    ("reference to the existing article", SMALL_MODEL, r"既存の記事でも触れましたが、"),
    ("label before the title", LETTERPRESS, r"^タイトル："),
    # repetition
    ("block repeated exactly", RIVER, r"(?s)^(.{40,}?)$.*^\1$"),
    ("sentence repeated in a reworded block", OPEN_DATA, r"(?s)(隣の市の商店主が、.*?。).*\1"),
    ("block repeated with injected words", OPEN_DATA, r"(?s)小さなアーキテクチャ.*小さなシステム"),
    ("block repeated with one more sentence", RIVER, r"(?s)(魚の数は正直です。.*?、です。)\n.*\1卵を産む"),
    (
        "longer copy that lost a sentence",
        RIVER,
        r"(?s)よく知っていました。田んぼの色.*知っていました。そうした",
    ),
    (
        "article repeated on one line",
        RIVER,
        r"^川をまっすぐに.* \*\*まっすぐな川が失ったもの\*\* .*一本の杭",
    ),
    ("repeated on one line, with a new end", SMALL_MODEL, r"^町工場の机の下.*去年の暮れ、"),
    ("heading inside a line", SMALL_MODEL, r"\S ## 間違いの帳面 "),
    ("heading with three states of its section", LETTERPRESS, r"(?s)(### 若い客たち).*\1.*\1"),
    ("title again, a heading lost", LETTERPRESS, r"(?s)### 拾う.*\n活字を拾う速さで考える、町の印刷所が"),
    ("end of a block asked again", LETTERPRESS, r"\n\n本当に、この言葉でいいですか。\n\n本当に、"),
    ("tail written three times", SWALLOWS, r"(?s)(\n改札の真上の巣だけは.*?\n).*\1.*\1"),
    # cuts and seams
    ("cut in mid-word, continued", RIVER, r"年に数回だけ水に浸か\n\n---END---\n\nる「遊水田」"),
    ("cut, with an overlap of one character", TEA, r"働いたか。目\n\n---END---\n\n目に見えない"),
    ("cut, the sentence again", TEA, r"(その年の茶の性格が.*)砂時\n\n---END---\n\n\1砂時計"),
    ("continued after dots", TEA, r"(畝の上に冷たい空)\n\n---END---\n\n\.\.\.\1気"),
    ("continued with a comma", TEA, r"^、彼女は"),
    ("continued two rounds later", TEA, r"夜半に犬が鳴かなくなり\n\n---END---\n[^、]*、"),
    ("list item cut in its label", TEA, r"^\*   \*\*夜の冷$"),
    ("last sentence cut", TEA, r"次の余白は、十一か月\n\n---END---\s*\Z"),
    ("cut in mid-word in English", RADAR, r"if you are will\n\n---END---\n\ning to"),
    # titles
    ("title cut in a character", RIVER, r'^title: ".*\ufffd"$'),
    ("title cut, as the first line begins", RADAR, r'(?s)^title: "# (What the .{30,40})".*^# \1\w'),
    ("title in bold", BICYCLE, r'^title: "\*\*'),
    ("title with a heading mark", RADAR, r'^title: "# '),
    ("title with a label", LETTERPRESS, r'^title: "タイトル：'),
    ("title from a template", OPEN_DATA, r'^title: ".*の可能性とは？"$'),
    ("title from another template", SWALLOWS, r'^title: ".*：その真意は？"$'),
    ("apology as title", APOLOGY, r'^title: "申し訳ありません'),
    ("English apology as title", SOURDOUGH, r'^title: "I apologize'),
    ("empty title", SMALL_MODEL, r'^title: ""$'),
    ("title with an open bracket", TEA, r'^title: "[^"]*「[^」"]*"$'),
    ("title in brackets as a whole", STEPS, r'^title: "「[^「」]*」"$'),
    ("title padded for search engines", BRIDGES, r'^title: "2026年.*による業務効率化と競争力強化"$'),
    ("title as first line", STEPS, r'(?s)title: "([^"]*)".*---\n\n\1\n'),
    ("excerpt from a template", RIVER, r'^excerpt: "\*\*.*\*\*について詳細に分析します。"$'),
    # words that a script put in
    ("injected number of firms", OPEN_DATA, r"(?s)それを見た75%以上の企業.*それを見た多くの企業"),
    ("injected number of firms, ungrammatical", OPEN_DATA, r"さらに75%以上の企業"),
    ("injected percentage", OPEN_DATA, r"(?s)300%の低下.*大幅な低下"),
    ("injected growth", OPEN_DATA, r"年率25%以上の成長"),
    ("injected architecture", OPEN_DATA, r"(?s)エコアーキテクチャ.*エコシステム"),
    # form
    ("bold line as heading", BICYCLE, r"^\*\*[^*\n]+\*\*$"),
    ("bold and real headings mixed", BICYCLE, r"(?s)^####? .*^\*\*[^*\n]+\*\*\n"),
    ("heading without a space", BICYCLE, r"^##[^# ]"),
    ("heading in HTML", BICYCLE, r"^<h3>.*</h3>$"),
    ("heading and text in one block", BICYCLE, r"^\*\*[^*\n]+\*\*\n[^\n]"),
    ("first heading below the second level", LETTERPRESS, r"(?s)\A(?:(?!\n##? ).)*\n### "),
    ("headings that skip a level", BICYCLE, r"(?s)\n##規格.*\n#### "),
    ("bold that ends before a letter", BICYCLE, r"）\*\*を"),
    ("bold in quotation marks", BICYCLE, r"\*\*「専用」\*\*と"),
    ("unpaired bold", BICYCLE, r"^[^*\n]*\*\*[^*\n]*$"),
    ("paragraph in bold as a whole", BICYCLE, r"^\*\*[^*\n]{60,}\*\*$"),
    ("list without a blank line before it", BICYCLE, r"。\n- "),
    ("list marker with three spaces", BICYCLE, r"^\*   \*\*空気：\*\*"),
    ("space after a full-width mark", BICYCLE, r"？ \S"),
    ("full-width digit", BICYCLE, r"１つ"),
    ("two ways to write a number", OPEN_DATA, r"(?s)1つずつ.*一つずつ"),
    # the furniture of a site
    ("related posts", BRIDGES, r"^## 関連記事$"),
    ("more to read, with article text after it", BRIDGES, r"(?s)\n### あわせて読みたい\n.*\n四百二十本のうち"),
    ("affiliate link", BRIDGES, r"\]\(https://[^)]*[?&]tag=example-22\)"),
    ("affiliate notice", BRIDGES, r"^\*※ .*アソシエイト"),
    ("call to action", BRIDGES, r"utm_medium=cta"),
    ("kramdown attribute line", BRIDGES, r"^\{: \.cta-link\}$"),
    ("recommended books", BRIDGES, r"^## .*おすすめ書籍$"),
    ("Liquid tag", RAIN_GAUGE, r"^\{% include .* %\}$"),
    ("table of contents", RAIN_GAUGE, r"^## 目次$"),
    ("git conflict", RAIN_GAUGE, r"(?s)^<{7} .*^={7}$.*^>{7} "),
    ("related posts in the front matter", RAIN_GAUGE, r"^related_articles:$"),
    ("dead link", RAIN_GAUGE, r"\(/2024/12/31/9-nai/\)"),
)

PROSE = (
    # what a careful hand writes: nothing of it is a defect
    ("thematic break", ESSAY, r"\n\n---\n\n"),
    ("pause in a sentence", ESSAY, r"ええと……鉄"),
    ("quote", ESSAY, r"^> "),
    ("table", TIDES, r"^\|:---\|---:\|"),
    ("image", TIDES, r"!\[[^\]]+\]\(\.\./images/tide-curve\.png\)"),
    ("footnotes", NEWSPAPERS, r"(?s)\[\^name\].*\n\[\^name\]: "),
    ("code", CSV, r"^```python$"),
    ("comment in code", CSV, r"^# Which words"),
    ("rule in code", CSV, r"'Ok - see note'\n---\n"),
    ("ruby", BINDERY, r"<ruby>折丁<rt>おりちょう</rt></ruby>"),
    ("task list", BINDERY, r"^- \[x\] .*\n- \[ \] "),
    ("nested quote", BINDERY, r"^> > "),
    ("emoji of one and of two code points", BINDERY, r"(?s)📖.*☕\ufe0f"),
    ("link by permalink", BINDERY, r"\]\(/2026/02/12/tide-table/\)"),
    ("link by path", BINDERY, r"\]\(\.\./town/[^)]+\.md\)"),
    ("link by name", BINDERY, r"\[\[2026-01-04-1-kappan\]\]"),
    ("parallel sections", CLOSING_DAY, r"(?s)(\*\*職員の皆さんへ：\*\*).*\1"),
    ("label before a list", CLOSING_DAY, r"\*\*利用者の皆さんへ：\*\*\n- "),
    ("refrain", CLOSING_DAY, r"(?s)(本は、あしたもここにあるだろうか。).*\1.*\1"),
    ("agreement in the article", CLOSING_DAY, r"はい、まさにその通りです"),
    ("demands as a topic", CLOSING_DAY, r"要求事項"),
    ("bracketed word in the article", CLOSING_DAY, r"^【重要】"),
    ("affiliates as a topic", AFFILIATE, r"アフィリエイトのリンクが並んでいた"),
    ("books as a topic", AFFILIATE, r"^## おすすめ書籍の棚$"),
    ("a percentage that is meant", AFFILIATE, r"売上は300%の伸び"),
    ("list items without a full stop", AFFILIATE, r"- 紹介料の計算\n- 深夜の順位確認\n"),
    ("table in a guide", RAIN_GAUGE, r"^\| 円筒の容器 \|"),
    ("thematic break in a guide", RAIN_GAUGE, r"\n\n---\n\n## 記録をつづける"),
)

WRITTEN_BY_HAND = (
    "2026-05-31-welcome.md",
    "2026-05-31-youkoso.md",
    "nature/2026-05-02-rain.md",
    *(ESSAY, ORGAN, TIDES, NEWSPAPERS, CSV, BINDERY, CLOSING_DAY, AFFILIATE),
)

ONCE = {
    # sentences and headings that the cleaner once doubled, lost or tore apart
    RIVER: (
        "**一本の杭から始まった**",
        "**川と暮らすということ**",
        "ある人は、祖父が船をつないだ柳の切り株まで覚えていました。",
    ),
    OPEN_DATA: ("小さなシステムをつくったのです。", "町のエコシステムを考えるうえで、", "それを見た多くの企業が、"),
    RADAR: ("## What the town did\n\nThen somebody overlaid", "The society took the picture to the council,"),
    SMALL_MODEL: ("## 間違いの帳面\n\n工場では、", "「ばり」が国の名前になった。", "\n\n帳面のおかげで、三か月目には"),
    LETTERPRESS: ("客の半分は二十代です。彼らは", "一度だけ聞きます。本当に、この言葉でいいですか。", "### 若い客たち"),
    TEA: (
        "夜半に犬が鳴かなくなり、沢の音だけが近くなったら、冷えこむ合図。温度計の警報より",
        "**摘む前に確かめる四つのこと**",
        "一芯三葉がそろった枝が七割。\n*   **夜の冷え：** この先三日の最低気温。\n*   **人手：**",
        "主は砂時計を使わず、",
    ),
    BRIDGES: ("撮り、前の写真と重ねて見ます。", "四百二十本のうち、"),
    SOURDOUGH: ("Read in a row they are a weather report",),
    STEPS: ("綱は工事が終わっても外されていません。",),
}

LEFT_OUT = {
    RIVER: ("END",),
    OPEN_DATA: ("アーキテクチャ", "それを見た75%以上"),
    RADAR: ("I'll continue", "..."),
    SMALL_MODEL: ("続きを書いて", "重複しない", "4000文字", "帳面工場"),
    LETTERPRESS: ("活字を拾う速さで考える、", "タイトル"),
    TEA: ("砂時\n", "夜の冷、", "鳴かなくなり\n"),
    BRIDGES: ("おすすめ", "example-22", "アソシエイト"),
    SOURDOUGH: ("write_file", "outline", "apologize", "# The Bread"),
    STEPS: ("END",),
}

PROBLEMS = {
    "odd-files/2025-10-12-tab-indent.md": {"front-matter-invalid"},
    "odd-files/2025-11-16-colon-in-title.md": {"front-matter-invalid"},
    "odd-files/2025-12-28-thirtieth-of-february.md": {"date-invalid"},
    "odd-files/2026-01-11-title-as-a-list.md": {"value-odd"},
    "odd-files/2026-01-30-two-titles.md": {"front-matter-duplicate-key"},
    "odd-files/2026-02-07-never-closed.md": {"front-matter-unclosed"},
    "odd-files/2026-03-20-shift-jis.md": {"encoding-recognised"},
    "odd-files/2026-05-09-nul-byte.md": {"nul-bytes"},
}

TITLES = {
    "odd-files/2025-10-12-tab-indent.md": "窓の雪かき、屋根の雪かき",
    "odd-files/2025-11-16-colon-in-title.md": "Bicycle bells: a field guide",
    "odd-files/2025-12-28-thirtieth-of-february.md": "一日だけ多い暦",
    "odd-files/2026-01-30-two-titles.md": "Seven Ways to Fold a Map",
    "odd-files/2026-02-21-toml.md": "渡り板の日",
    "odd-files/2026-03-08-json.md": "Notes from a Lock-keeper",
    "odd-files/2026-03-20-shift-jis.md": "古い文字コードの手紙",
    "odd-files/2026-04-04-bom-and-crlf.md": "A Letter Typed on Another Machine",
    "odd-files/2026-04-18-no-front-matter.md": "前書きのない午後",
    "odd-files/2026-05-16-tags-as-a-sentence.md": "The Hedge Post",
}


@pytest.fixture(scope="module")
def posts() -> dict[str, Post]:
    return {path: read_post(SAMPLE, path) for path in PATHS}


def text_of(path: str) -> str:
    return (SAMPLE / path).read_bytes().decode("utf-8")


@pytest.mark.parametrize(("path", "pattern"), [pytest.param(*row[1:], id=row[0]) for row in DEFECTS + PROSE])
def test_a_post_shows_it(path: str, pattern: str) -> None:
    assert re.search(pattern, text_of(path), re.MULTILINE)


def test_every_untidy_post_outside_odd_files_is_in_the_table() -> None:
    shown = {path for _, path, _ in DEFECTS}
    assert {path for path in PATHS if path not in PROBLEMS and "---END" in text_of(path)} <= shown


def test_size_and_languages(posts: dict[str, Post]) -> None:
    japanese = {path for path, post in posts.items() if KANA.search(post.title + post.body)}
    assert len(posts) >= 24
    assert len(posts) * 0.6 < len(japanese) < len(posts) * 0.75


def test_filters_have_something_to_choose_from(posts: dict[str, Post]) -> None:
    assert len({f"{post.date:%Y-%m}" for post in posts.values()}) == 8
    assert len({category for post in posts.values() for category in post.categories}) <= 12
    shared = [tag for post in posts.values() for tag in post.tags]
    assert sum(shared.count(tag) >= 3 for tag in set(shared)) >= 10


def test_the_welcome_is_the_latest_post_in_both_languages(posts: dict[str, Post]) -> None:
    latest = sorted(posts.values(), key=lambda post: str(post.date))[-2:]
    assert {post.path for post in latest} == {"2026-05-31-youkoso.md", "2026-05-31-welcome.md"}


def test_long_reads_and_the_shortest(posts: dict[str, Post]) -> None:
    assert len(posts[ESSAY].body) > 3_000
    assert len(posts[ORGAN].body.split()) > 1_000
    assert posts["nature/2026-02-28-empty.md"].body.strip() == ""
    assert len(posts["nature/2026-05-02-rain.md"].body.strip().splitlines()) == 1


@pytest.mark.parametrize("path", WRITTEN_BY_HAND)
def test_prose_by_a_careful_hand_passes_the_cleaner_unchanged(path: str, posts: dict[str, Post]) -> None:
    cleaned = clean(posts[path])
    assert (cleaned.title, cleaned.text) == (posts[path].title, posts[path].body)


@pytest.mark.parametrize("path", ONCE)
def test_an_untidy_post_says_everything_once_and_nothing_else(path: str, posts: dict[str, Post]) -> None:
    text = clean(posts[path]).text
    assert {part: text.count(part) for part in ONCE[path]} == dict.fromkeys(ONCE[path], 1)
    assert [part for part in LEFT_OUT[path] if part in text] == []


def test_an_apology_as_title_is_replaced_by_the_first_heading(posts: dict[str, Post]) -> None:
    assert clean(posts[SOURDOUGH]).title == "The Bread That Kept a Diary"


@pytest.mark.parametrize("path", PATHS)
def test_problems_are_those_expected(path: str, posts: dict[str, Post]) -> None:
    assert {problem.kind for problem in posts[path].problems} == PROBLEMS.get(path, set())


@pytest.mark.parametrize(("path", "title"), TITLES.items())
def test_titles_of_odd_files(path: str, title: str, posts: dict[str, Post]) -> None:
    assert posts[path].title == title


def test_what_odd_files_still_say(posts: dict[str, Post]) -> None:
    assert posts["odd-files/2025-12-28-thirtieth-of-february.md"].date_source == "file name"
    assert posts["odd-files/2026-05-16-tags-as-a-sentence.md"].tags == ("birds", "weather", "garden")
    assert posts["odd-files/2026-02-21-toml.md"].categories == ("自然",)
    assert posts["odd-files/2026-03-20-shift-jis.md"].body.strip().startswith("物置の計算機から")


def test_bytes_that_an_editor_or_git_might_repair() -> None:
    odd = SAMPLE / "odd-files"
    typed = (odd / "2026-04-04-bom-and-crlf.md").read_bytes()
    assert typed.startswith(b"\xef\xbb\xbf---\r\n")
    assert typed.count(b"\n") == typed.count(b"\r\n")
    assert b"\0" in (odd / "2026-05-09-nul-byte.md").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        (odd / "2026-03-20-shift-jis.md").read_bytes().decode("utf-8")


def test_links_lead_to_posts_and_pictures() -> None:
    names = {PurePosixPath(path).stem for path in PATHS}
    for path in (path for path in PATHS if not path.startswith("odd-files/")):
        text = text_of(path)
        for year, month, day, slug in re.findall(r"\]\(/(\d{4})/(\d\d)/(\d\d)/([^/)]+)/\)", text):
            assert slug == "9-nai" or f"{year}-{month}-{day}-{slug}" in names, path
        for name in re.findall(r"\[\[([^\]]+)\]\]", text):
            assert name in names, path
        for target in re.findall(r"\]\(((?:\.\./|\w)[^):]*\.(?:md|png))\)", text):
            assert (SAMPLE / Path(path).parent / target).is_file(), path
