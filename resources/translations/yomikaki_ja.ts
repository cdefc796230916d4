<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;About Yomikaki</source>
            <translation>Yomikakiについて(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;All annotations</source>
            <translation>すべての注釈(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Cleaned</source>
            <translation>整形済み(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>ダーク(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>編集(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Export annotations…</source>
            <translation>注釈のエクスポート(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>ファイル(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Filters</source>
            <translation>絞り込み(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Find in this post</source>
            <translation>記事内を検索(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>移動(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>ヘルプ(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Larger text</source>
            <translation>文字を大きく(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>ライト(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Mark as read</source>
            <translation>既読にする(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Next post</source>
            <translation>次の記事(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Normal text size</source>
            <translation>標準の文字サイズ(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Note on the selection</source>
            <translation>選択箇所にメモを書く(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Open folder…</source>
            <translation>フォルダーを開く(&amp;O)…</translation>
        </message>
        <message>
            <source>&amp;Original</source>
            <translation>原文(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Previous post</source>
            <translation>前の記事(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>終了(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>やり直す(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Redo: {deed}</source>
            <translation>やり直す(&amp;R)：{deed}</translation>
        </message>
        <message>
            <source>&amp;Refresh</source>
            <translation>最新の状態に更新(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Search all posts</source>
            <translation>すべての記事を検索(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Theme</source>
            <translation>テーマ(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>元に戻す(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Undo: {deed}</source>
            <translation>元に戻す(&amp;U)：{deed}</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>表示(&amp;V)</translation>
        </message>
        <message>
            <source>Com&amp;pared</source>
            <translation>比較(&amp;P)</translation>
        </message>
        <message>
            <source>Copy as &amp;citation</source>
            <translation>引用としてコピー(&amp;C)</translation>
        </message>
        <message>
            <source>Follow the &amp;system</source>
            <translation>システムに合わせる(&amp;S)</translation>
        </message>
        <message>
            <source>High &amp;contrast</source>
            <translation>ハイコントラスト(&amp;C)</translation>
        </message>
        <message>
            <source>L&amp;ist of posts</source>
            <translation>記事一覧(&amp;I)</translation>
        </message>
        <message>
            <source>Lan&amp;guage</source>
            <translation>言語(&amp;G)</translation>
        </message>
        <message>
            <source>Next &amp;match</source>
            <translation>次の一致箇所(&amp;M)</translation>
        </message>
        <message>
            <source>Open re&amp;cent</source>
            <translation>最近開いたライブラリ(&amp;C)</translation>
        </message>
        <message>
            <source>Open the &amp;log folder</source>
            <translation>ログのフォルダーを開く(&amp;L)</translation>
        </message>
        <message>
            <source>Open the &amp;sample library</source>
            <translation>サンプルライブラリを開く(&amp;S)</translation>
        </message>
        <message>
            <source>Posts with pro&amp;blems</source>
            <translation>問題のある記事(&amp;B)</translation>
        </message>
        <message>
            <source>Previous m&amp;atch</source>
            <translation>前の一致箇所(&amp;A)</translation>
        </message>
        <message>
            <source>S&amp;epia</source>
            <translation>セピア(&amp;E)</translation>
        </message>
        <message>
            <source>S&amp;maller text</source>
            <translation>文字を小さく(&amp;M)</translation>
        </message>
        <message>
            <source>S&amp;tar</source>
            <translation>スターを付ける(&amp;T)</translation>
        </message>
        <message>
            <source>Show &amp;all posts</source>
            <translation>すべての記事を表示(&amp;A)</translation>
        </message>
        <message>
            <source>Toolbar</source>
            <translation>ツールバー</translation>
        </message>
        <message>
            <source>What is &amp;hidden</source>
            <translation>非表示の箇所(&amp;H)</translation>
        </message>
    </context>
    <context>
        <name>AnnotationBrowser</name>
        <message>
            <source>Accept all places</source>
            <translation>すべての位置を確定</translation>
        </message>
        <message>
            <source>All highlights listed here belong to the present text from now on</source>
            <translation>一覧のハイライトを、すべて現在の文章に付け直します</translation>
        </message>
        <message>
            <source>Annotations</source>
            <translation>注釈</translation>
        </message>
        <message>
            <source>No annotation matches; try other words or other colours.</source>
            <translation>一致する注釈がありません。
別の語句や色をお試しください。</translation>
        </message>
        <message>
            <source>No annotations yet</source>
            <translation>まだ注釈がありません</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>見つかりませんでした</translation>
        </message>
        <message>
            <source>Select text in a post and choose a colour, or press N to write a note.</source>
            <translation>記事の文章を選択して色を選ぶか、
Nキーを押してメモを書いてください。</translation>
        </message>
        <message>
            <source>Show all annotations</source>
            <translation>すべての注釈を表示</translation>
        </message>
        <message numerus="yes">
            <source>What became of the annotations of %Ln changed post(s)</source>
            <translation>
                <numerusform>変更のあった記事%Ln件の注釈の状態</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnnotationDelegate</name>
        <message>
            <source>Note on the whole post</source>
            <translation>記事全体へのメモ</translation>
        </message>
        <message>
            <source>moved in its post</source>
            <translation>記事内で移動</translation>
        </message>
    </context>
    <context>
        <name>AnnotationDesk</name>
        <message numerus="yes">
            <source>%Ln annotation(s) without a post</source>
            <translation>
                <numerusform>記事のない注釈%Ln件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) changed</source>
            <translation>
                <numerusform>文章が変わったハイライト%Ln件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) lost the place</source>
            <translation>
                <numerusform>位置を失ったハイライト%Ln件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) moved</source>
            <translation>
                <numerusform>移動したハイライト%Ln件</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <comment>between what became of highlights</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>Select the passage to be cited first.</source>
            <translation>先に、引用する文章を選択してください。</translation>
        </message>
        <message>
            <source>Show what became of them</source>
            <translation>状態を表示</translation>
        </message>
        <message>
            <source>The annotation has a new place; Undo takes it back.</source>
            <translation>注釈の位置を変更しました。「元に戻す」で取り消せます。</translation>
        </message>
        <message>
            <source>The citation was copied.</source>
            <translation>引用をコピーしました。</translation>
        </message>
    </context>
    <context>
        <name>AnnotationDetail</name>
        <message>
            <source>Accept this place</source>
            <translation>この位置で確定</translation>
        </message>
        <message>
            <source>Annotated on {date}</source>
            <translation>{date}に作成</translation>
        </message>
        <message>
            <source>Choose the place…</source>
            <translation>位置を選ぶ…</translation>
        </message>
        <message>
            <source>Copy as citation</source>
            <translation>引用としてコピー</translation>
        </message>
        <message>
            <source>From now on the highlight belongs to the present text</source>
            <translation>ハイライトを現在の文章に付け直します</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>現在</translation>
        </message>
        <message>
            <source>Open a post and select the text that this annotation belongs to</source>
            <translation>記事を開いて、この注釈を付ける文章を選択します</translation>
        </message>
        <message>
            <source>Show the old text</source>
            <translation>以前の文章を表示</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>タグ</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>タグ（カンマ区切り）</translation>
        </message>
        <message>
            <source>The file of the post is not there: {path}</source>
            <translation>記事のファイルがありません：{path}</translation>
        </message>
        <message>
            <source>The old text was not kept</source>
            <translation>以前の文章は保存されていません</translation>
        </message>
        <message>
            <source>The text is no longer in the post.</source>
            <translation>この文章は、もう記事の中にありません。</translation>
        </message>
        <message>
            <source>The text now stands at another place of the post.</source>
            <translation>この文章は、記事の別の場所に移動しています。</translation>
        </message>
        <message>
            <source>The text was changed. The highlight is shown at what resembles it.</source>
            <translation>文章が変更されました。ハイライトは、よく似た箇所に表示しています。</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>以前</translation>
        </message>
        <message>
            <source>What stood around the passage when it was annotated</source>
            <translation>注釈を付けたときの前後の文章を表示します</translation>
        </message>
    </context>
    <context>
        <name>AnnotationList</name>
        <message>
            <source>Annotations of this post</source>
            <translation>この記事の注釈</translation>
        </message>
        <message>
            <source>Lost their place</source>
            <translation>位置を失った注釈</translation>
        </message>
        <message>
            <source>The text that these belong to is no longer in the post.</source>
            <translation>これらの注釈を付けた文章は、もう記事の中にありません。</translation>
        </message>
    </context>
    <context>
        <name>AnnotationTree</name>
        <message>
            <source>Annotations</source>
            <translation>注釈</translation>
        </message>
    </context>
    <context>
        <name>Annotations</name>
        <message>
            <source>All annotations</source>
            <translation>すべての注釈</translation>
        </message>
        <message>
            <source>BibTeX</source>
            <translation>BibTeX</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>青</translation>
        </message>
        <message>
            <source>By colour</source>
            <translation>色別</translation>
        </message>
        <message>
            <source>By month</source>
            <translation>月別</translation>
        </message>
        <message>
            <source>By post</source>
            <translation>記事別</translation>
        </message>
        <message>
            <source>By tag</source>
            <translation>タグ別</translation>
        </message>
        <message>
            <source>By what became of them</source>
            <translation>状態別</translation>
        </message>
        <message>
            <source>CSL-JSON</source>
            <translation>CSL-JSON</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>緑</translation>
        </message>
        <message>
            <source>In order of the text</source>
            <translation>本文の順</translation>
        </message>
        <message>
            <source>In their place</source>
            <translation>元の位置にある注釈</translation>
        </message>
        <message>
            <source>Last changed first</source>
            <translation>更新の新しい順</translation>
        </message>
        <message>
            <source>Lost their place</source>
            <translation>位置を失った注釈</translation>
        </message>
        <message>
            <source>MMMM yyyy</source>
            <comment>month pattern of QLocale</comment>
            <translation>yyyy年M月</translation>
        </message>
        <message>
            <source>Markdown</source>
            <translation>Markdown</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>新しい順</translation>
        </message>
        <message>
            <source>Not grouped</source>
            <translation>グループ分けなし</translation>
        </message>
        <message>
            <source>Not looked at yet</source>
            <translation>未確認の注釈</translation>
        </message>
        <message>
            <source>Notes on whole posts</source>
            <translation>記事全体へのメモ</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>ピンク</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>テキスト</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>紫</translation>
        </message>
        <message>
            <source>The post is missing</source>
            <translation>記事がない注釈</translation>
        </message>
        <message>
            <source>The text changed</source>
            <translation>文章が変わった注釈</translation>
        </message>
        <message>
            <source>The text stands elsewhere</source>
            <translation>文章が移動した注釈</translation>
        </message>
        <message>
            <source>Without a tag</source>
            <translation>タグなし</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>黄</translation>
        </message>
    </context>
    <context>
        <name>ArticleHeader</name>
        <message numerus="yes">
            <source>%Ln minute(s) to read</source>
            <translation>
                <numerusform>読了まで%Ln分</numerusform>
            </translation>
        </message>
        <message>
            <source>Cleaned</source>
            <translation>整形済み</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>比較</translation>
        </message>
        <message>
            <source>Every statement once, clutter hidden</source>
            <translation>繰り返しや余分な部分を隠して表示</translation>
        </message>
        <message>
            <source>Note on the post</source>
            <translation>メモ</translation>
        </message>
        <message>
            <source>Nothing hidden</source>
            <translation>非表示の箇所なし</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>原文</translation>
        </message>
        <message>
            <source>The post as it is in the file</source>
            <translation>ファイルにあるとおりに表示</translation>
        </message>
        <message>
            <source>The post with what is hidden struck through</source>
            <translation>隠された部分を取り消し線付きで表示</translation>
        </message>
        <message>
            <source>Title in the file: {title}</source>
            <translation>ファイルにあるタイトル：{title}</translation>
        </message>
        <message>
            <source>What is hidden in this post, rule by rule</source>
            <translation>この記事で非表示の箇所を規則ごとに表示</translation>
        </message>
        <message>
            <source>Write a note that belongs to the whole post</source>
            <translation>記事全体へのメモを書く</translation>
        </message>
    </context>
    <context>
        <name>ArticleView</name>
        <message>
            <source>Article</source>
            <translation>記事の本文</translation>
        </message>
        <message>
            <source>Probably put in by a script; the text may have been “{words}”.</source>
            <translation>プログラムによる書き換えと思われます。元の文章は「{words}」だった可能性があります。</translation>
        </message>
        <message>
            <source>This sentence was cut off and is never completed.</source>
            <translation>この文は途中で切れていて、続きがどこにもありません。</translation>
        </message>
    </context>
    <context>
        <name>AttachBar</name>
        <message>
            <source>Attach to the selection</source>
            <translation>選択箇所に付け直す</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>中止</translation>
        </message>
        <message>
            <source>Select the text that this belongs to, in any post: “{quote}”</source>
            <translation>いずれかの記事で、この注釈を付ける文章を選択してください：「{quote}」</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>About Yomikaki</source>
            <translation>Yomikakiについて</translation>
        </message>
        <message>
            <source>Export annotations</source>
            <translation>注釈のエクスポート</translation>
        </message>
        <message>
            <source>Markdown (*.md)</source>
            <translation>Markdown (*.md)</translation>
        </message>
        <message>
            <source>Open a folder of posts</source>
            <translation>記事のフォルダーを開く</translation>
        </message>
        <message>
            <source>Reads, searches, cleans and annotates folders of Markdown posts. It never writes into them. MIT licence; made with Qt.</source>
            <translation>Markdownの記事が入ったフォルダーを読み、検索し、整え、注釈を付けるためのソフトウェアです。フォルダーの中には何も書き込みません。MITライセンス。Qtを使用しています。</translation>
        </message>
        <message>
            <source>Readwise table (*.csv)</source>
            <translation>Readwiseの表 (*.csv)</translation>
        </message>
        <message>
            <source>W3C Web Annotations (*.jsonld)</source>
            <translation>W3Cのウェブ注釈 (*.jsonld)</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>ウェブページ (*.html)</translation>
        </message>
    </context>
    <context>
        <name>Fault</name>
        <message>
            <source>Line {line}: {sentence}</source>
            <translation>{line}行目：{sentence}</translation>
        </message>
        <message>
            <source>Something went wrong inside Yomikaki; your notes are safe, and the log has the details.</source>
            <translation>Yomikakiの内部で問題が起きました。書かれたメモは無事です。詳しい内容はログにあります。</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Groups</source>
            <translation>グループ分け</translation>
        </message>
        <message>
            <source>List only: {colour}</source>
            <translation>{colour}だけを表示</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>並び順</translation>
        </message>
        <message>
            <source>Search annotations</source>
            <translation>注釈を検索</translation>
        </message>
        <message>
            <source>Words, "exact words", -without, OR, tag: category: author: date:2025-10..2025-12</source>
            <translation>語句、"語句そのまま"、-除く語、OR、tag: category: author: date:2025-10..2025-12</translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message numerus="yes">
            <source>%Ln match(es)</source>
            <translation>
                <numerusform>%Ln件一致</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Find in this post</source>
            <translation>記事内を検索</translation>
        </message>
        <message>
            <source>Next match</source>
            <translation>次の一致箇所</translation>
        </message>
        <message>
            <source>Previous match</source>
            <translation>前の一致箇所</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{count}件中{number}件目</translation>
        </message>
    </context>
    <context>
        <name>Guidance</name>
        <message>
            <source>Choose a post from the list. J and K go to the next and the previous one, / searches.</source>
            <translation>一覧から記事を選んでください。
Jで次の記事、Kで前の記事に移り、/で検索できます。</translation>
        </message>
        <message>
            <source>No library is open</source>
            <translation>ライブラリが開かれていません</translation>
        </message>
        <message>
            <source>No post chosen</source>
            <translation>記事が選ばれていません</translation>
        </message>
        <message>
            <source>No post matches. Try fewer words or fewer filters.</source>
            <translation>一致する記事がありません。
語句や絞り込みを減らしてみてください。</translation>
        </message>
        <message>
            <source>No posts here</source>
            <translation>記事がありません</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>見つかりませんでした</translation>
        </message>
        <message>
            <source>Open a folder that holds Markdown posts.</source>
            <translation>Markdownの記事が入った
フォルダーを開いてください。</translation>
        </message>
        <message>
            <source>Opening the library…</source>
            <translation>ライブラリを開いています…</translation>
        </message>
        <message>
            <source>Reading the posts…</source>
            <translation>記事を読み込んでいます…</translation>
        </message>
        <message>
            <source>They appear here as they are read.</source>
            <translation>読み込んだ記事から順に、
ここに表示されます。</translation>
        </message>
        <message>
            <source>“{name}” could not be opened</source>
            <translation>「{name}」を開けませんでした</translation>
        </message>
        <message>
            <source>“{path}” holds no Markdown files. Put some into it, or open another folder.</source>
            <translation>「{path}」にMarkdownのファイルがありません。
ファイルを入れるか、別のフォルダーを開いてください。</translation>
        </message>
    </context>
    <context>
        <name>HitStrip</name>
        <message>
            <source>Next match</source>
            <translation>次の一致箇所</translation>
        </message>
        <message>
            <source>Previous match</source>
            <translation>前の一致箇所</translation>
        </message>
        <message>
            <source>Search: {query}</source>
            <translation>検索：{query}</translation>
        </message>
    </context>
    <context>
        <name>Images</name>
        <message>
            <source>Image not shown: {name}</source>
            <translation>画像を表示できません：{name}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Read to the end, so it is marked as read; M takes the mark back.</source>
            <translation>最後まで読まれたので既読にしました。Mキーで未読に戻せます。</translation>
        </message>
        <message>
            <source>The language changes when Yomikaki is started again.</source>
            <translation>言語は、次にYomikakiを起動したときに切り替わります。</translation>
        </message>
        <message>
            <source>This link leads nowhere in this library: {link}</source>
            <translation>リンク先がこのライブラリにありません：{link}</translation>
        </message>
        <message>
            <source>Written: {file}</source>
            <translation>書き出しました：{file}</translation>
        </message>
    </context>
    <context>
        <name>NoteEditor</name>
        <message>
            <source>Blue</source>
            <translation>青</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Delete this annotation; it can be undone</source>
            <translation>この注釈を削除（元に戻せます）</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>緑</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>メモ</translation>
        </message>
        <message>
            <source>Note (Markdown)</source>
            <translation>メモ（Markdown）</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>ピンク</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>紫</translation>
        </message>
        <message>
            <source>Scroll to the annotated text</source>
            <translation>注釈を付けた文章まで移動</translation>
        </message>
        <message>
            <source>Show in text</source>
            <translation>本文で表示</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>下線</translation>
        </message>
        <message>
            <source>Underline instead of a coloured background</source>
            <translation>背景色の代わりに下線を引く</translation>
        </message>
        <message>
            <source>Yellow</source>
            <translation>黄</translation>
        </message>
        <message>
            <source>“{quote}”</source>
            <translation>「{quote}」</translation>
        </message>
    </context>
    <context>
        <name>PostDelegate</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln分</numerusform>
            </translation>
        </message>
        <message>
            <source>another spelling</source>
            <translation>別の表記</translation>
        </message>
    </context>
    <context>
        <name>PostList</name>
        <message numerus="yes">
            <source>%Ln post(s)</source>
            <translation>
                <numerusform>%Ln件の記事</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln result(s)</source>
            <translation>
                <numerusform>%Ln件の検索結果</numerusform>
            </translation>
        </message>
        <message>
            <source>Annotations</source>
            <translation>注釈の数</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>カテゴリ</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>一行で表示</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日付</translation>
        </message>
        <message>
            <source>File name</source>
            <translation>ファイル名</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>一覧の並び順</translation>
        </message>
        <message>
            <source>Posts are still being read; there may be more.</source>
            <translation>記事を読み込んでいる途中です。件数は今後増えることがあります。</translation>
        </message>
        <message>
            <source>Reading time</source>
            <translation>読了時間</translation>
        </message>
        <message>
            <source>Relevance</source>
            <translation>関連度</translation>
        </message>
        <message>
            <source>Repeated share</source>
            <translation>繰り返しの割合</translation>
        </message>
        <message>
            <source>Reverse order</source>
            <translation>逆順</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>タイトル</translation>
        </message>
        <message>
            <source>{count} so far</source>
            <translation>{count}（読み込み中）</translation>
        </message>
    </context>
    <context>
        <name>PostModel</name>
        <message numerus="yes">
            <source>%Ln highlight(s)</source>
            <translation>
                <numerusform>ハイライト%Ln件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln note(s)</source>
            <translation>
                <numerusform>メモ%Ln件</numerusform>
            </translation>
        </message>
        <message>
            <source>has problems</source>
            <translation>問題あり</translation>
        </message>
        <message>
            <source>read</source>
            <translation>既読</translation>
        </message>
        <message>
            <source>starred</source>
            <translation>スター付き</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>未読</translation>
        </message>
    </context>
    <context>
        <name>PostView</name>
        <message>
            <source>Posts</source>
            <translation>記事</translation>
        </message>
    </context>
    <context>
        <name>ProblemList</name>
        <message>
            <source>File</source>
            <translation>ファイル</translation>
        </message>
        <message>
            <source>Posts with problems</source>
            <translation>問題のある記事</translation>
        </message>
        <message>
            <source>Problem</source>
            <translation>問題</translation>
        </message>
        <message>
            <source>These posts are in the list and can be read; their files have something that could not be.</source>
            <translation>これらの記事は一覧にあり、読むこともできますが、ファイルの中に読み取れない部分があります。</translation>
        </message>
    </context>
    <context>
        <name>QueryHelp</name>
        <message>
            <source>"old bridge"</source>
            <comment>an example of a query</comment>
            <translation>"雪の匂い"</translation>
        </message>
        <message>
            <source>(river OR lake) boat</source>
            <comment>an example of a query</comment>
            <translation>(川 OR 海) 記録</translation>
        </message>
        <message>
            <source>Between two days, months or years; either may be left out</source>
            <translation>二つの日、月、年の間の記事。どちらか一方は省略できます</translation>
        </message>
        <message>
            <source>Exactly these characters in a row</source>
            <translation>このとおりに並んだ文字</translation>
        </message>
        <message>
            <source>Full and half width, capitals and small letters count as the same.</source>
            <translation>全角と半角、大文字と小文字は区別しません。</translation>
        </message>
        <message>
            <source>How to search</source>
            <translation>検索のしかた</translation>
        </message>
        <message>
            <source>If a query is not complete, it is searched for as it stands.</source>
            <translation>検索式として完結していないときは、入力されたとおりの文字列を検索します。</translation>
        </message>
        <message>
            <source>Japanese is found wherever it stands, from one character up; a Latin word is a whole word.</source>
            <translation>日本語は、一文字から、文中のどこにあっても見つかります。英字の語は、単語全体で一致します。</translation>
        </message>
        <message>
            <source>Latin words that begin like this</source>
            <translation>このつづりで始まる英字の語</translation>
        </message>
        <message>
            <source>Only in the title; likewise body: excerpt: author:</source>
            <translation>タイトルだけを検索。ほかにbody: excerpt: author:</translation>
        </message>
        <message>
            <source>Only in what was highlighted and in notes</source>
            <translation>ハイライトした文章とメモだけを検索</translation>
        </message>
        <message>
            <source>Parentheses keep words together</source>
            <translation>かっこで語句をまとめる</translation>
        </message>
        <message>
            <source>Posts that are not read yet; likewise is:read is:starred</source>
            <translation>未読の記事。ほかにis:read is:starred</translation>
        </message>
        <message>
            <source>Posts with both words</source>
            <translation>両方の語句を含む記事</translation>
        </message>
        <message>
            <source>Posts with either word</source>
            <translation>どちらかの語句を含む記事</translation>
        </message>
        <message>
            <source>Posts with highlights; likewise has:note</source>
            <translation>ハイライトのある記事。ほかにhas:note</translation>
        </message>
        <message>
            <source>Posts with this tag; likewise category:</source>
            <translation>このタグの付いた記事。ほかにcategory:</translation>
        </message>
        <message>
            <source>Posts without the second word</source>
            <translation>二つ目の語句を含まない記事</translation>
        </message>
        <message>
            <source>in:notes river</source>
            <comment>an example of a query</comment>
            <translation>in:notes 川</translation>
        </message>
        <message>
            <source>river -boat</source>
            <comment>an example of a query</comment>
            <translation>川 -修理</translation>
        </message>
        <message>
            <source>river OR lake</source>
            <comment>an example of a query</comment>
            <translation>川 OR 海</translation>
        </message>
        <message>
            <source>river boat</source>
            <comment>an example of a query</comment>
            <translation>図書館 目録</translation>
        </message>
        <message>
            <source>tag:"history"</source>
            <comment>an example of a query</comment>
            <translation>tag:"修理"</translation>
        </message>
        <message>
            <source>title:river</source>
            <comment>an example of a query</comment>
            <translation>title:川</translation>
        </message>
    </context>
    <context>
        <name>RulesPanel</name>
        <message>
            <source>All rules</source>
            <translation>すべての規則</translation>
        </message>
        <message>
            <source>Also those that find nothing in this post</source>
            <translation>この記事で何も隠していない規則も表示</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
        <message>
            <source>Nothing is lost: the text of a rule that is switched off is shown again.</source>
            <translation>何も失われません。規則を無効にすると、隠されていた文章が再び表示されます。</translation>
        </message>
        <message>
            <source>{passages}, {share} of the text</source>
            <translation>{passages}（本文の{share}）</translation>
        </message>
    </context>
    <context>
        <name>ScrollMap</name>
        <message numerus="yes">
            <source>%Ln annotation(s)</source>
            <translation>
                <numerusform>注釈%Ln件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln match(es)</source>
            <translation>
                <numerusform>%Ln件一致</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <comment>between what is marked</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>Place in the post</source>
            <translation>記事の中の位置</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message numerus="yes">
            <source>%Ln more result(s) in another spelling.</source>
            <translation>
                <numerusform>別の表記で、さらに%Ln件見つかりました。</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <comment>between suggestions</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>Did you mean {suggestions}?</source>
            <translation>もしかして：{suggestions}</translation>
        </message>
        <message>
            <source>Earlier searches</source>
            <translation>検索履歴</translation>
        </message>
        <message>
            <source>Forget earlier searches</source>
            <translation>検索履歴を消去</translation>
        </message>
        <message>
            <source>How to search</source>
            <translation>検索のしかた</translation>
        </message>
        <message>
            <source>Name of the search:</source>
            <translation>検索条件の名前：</translation>
        </message>
        <message>
            <source>Nothing matches exactly; these match when kana and long vowels count as the same.</source>
            <translation>完全に一致するものはありません。ひらがなとカタカナ、長音の有無を区別せずに検索した結果です。</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>検索条件を保存</translation>
        </message>
        <message>
            <source>Saved as “{name}”; a click deletes it</source>
            <translation>「{name}」として保存済み（クリックで削除）</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>検索</translation>
        </message>
        <message>
            <source>Search all posts</source>
            <translation>すべての記事を検索</translation>
        </message>
        <message>
            <source>This is not a complete query; it was searched for as it stands.</source>
            <translation>検索式として完結していないため、入力されたとおりの文字列を検索しました。</translation>
        </message>
        <message>
            <source>Understood as: {query}</source>
            <translation>検索式の解釈：{query}</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Cite</source>
            <translation>引用</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>コピー</translation>
        </message>
        <message>
            <source>Copy the selection</source>
            <translation>選択箇所をコピー</translation>
        </message>
        <message>
            <source>Copy the selection as a citation</source>
            <translation>選択箇所を引用としてコピー</translation>
        </message>
        <message>
            <source>Highlight in blue ({key})</source>
            <translation>青でハイライト（{key}）</translation>
        </message>
        <message>
            <source>Highlight in green ({key})</source>
            <translation>緑でハイライト（{key}）</translation>
        </message>
        <message>
            <source>Highlight in pink ({key})</source>
            <translation>ピンクでハイライト（{key}）</translation>
        </message>
        <message>
            <source>Highlight in purple ({key})</source>
            <translation>紫でハイライト（{key}）</translation>
        </message>
        <message>
            <source>Highlight in yellow ({key})</source>
            <translation>黄でハイライト（{key}）</translation>
        </message>
        <message>
            <source>Highlight the selection and write a note</source>
            <translation>選択箇所をハイライトしてメモを書く</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>メモ</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>下線</translation>
        </message>
        <message>
            <source>Underline the selection</source>
            <translation>選択箇所に下線を引く</translation>
        </message>
    </context>
    <context>
        <name>SelectionTools</name>
        <message numerus="yes">
            <source>%Ln annotation(s)</source>
            <translation>
                <numerusform>注釈%Ln件</numerusform>
            </translation>
        </message>
        <message>
            <source>Add tags</source>
            <translation>タグの追加</translation>
        </message>
        <message>
            <source>Add tags…</source>
            <translation>タグを追加…</translation>
        </message>
        <message>
            <source>Change the colour</source>
            <translation>色を変更</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>色</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Delete what is selected; it can be undone</source>
            <translation>選択した注釈を削除（元に戻せます）</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>エクスポート…</translation>
        </message>
        <message>
            <source>Remove tag</source>
            <translation>タグを外す</translation>
        </message>
        <message>
            <source>Tags, separated by commas</source>
            <translation>タグ（カンマ区切り）</translation>
        </message>
        <message>
            <source>Take a tag away</source>
            <translation>タグを外す</translation>
        </message>
        <message>
            <source>{listed} of {total}</source>
            <translation>{total}件中{listed}件</translation>
        </message>
        <message>
            <source>{listed}, {selected} selected</source>
            <translation>{listed}（{selected}件を選択中）</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message numerus="yes">
            <source>%Ln more…</source>
            <translation>
                <numerusform>ほか%Ln件…</numerusform>
            </translation>
        </message>
        <message>
            <source>All posts</source>
            <translation>すべて</translation>
        </message>
        <message>
            <source>Annotated</source>
            <translation>注釈あり</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>カテゴリ</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>絞り込み</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>ライブラリ</translation>
        </message>
        <message>
            <source>Months</source>
            <translation>年月</translation>
        </message>
        <message>
            <source>Name of the search:</source>
            <translation>検索条件の名前：</translation>
        </message>
        <message>
            <source>No library</source>
            <translation>ライブラリなし</translation>
        </message>
        <message>
            <source>Rename the saved search</source>
            <translation>保存した検索条件の名前を変更</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>名前を変更…</translation>
        </message>
        <message>
            <source>Saved searches</source>
            <translation>保存した検索</translation>
        </message>
        <message>
            <source>Show fewer</source>
            <translation>一部だけ表示</translation>
        </message>
        <message>
            <source>Starred</source>
            <translation>スター付き</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>タグ</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>未読</translation>
        </message>
        <message>
            <source>With problems</source>
            <translation>問題あり</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Cancel</source>
            <translation>中止</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>進み具合</translation>
        </message>
        <message>
            <source>Show details</source>
            <translation>詳細を表示</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>問題の内容</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%Ln passage(s) hidden</source>
            <translation>
                <numerusform>%Ln箇所を非表示</numerusform>
            </translation>
        </message>
        <message>
            <source>, </source>
            <comment>between reasons</comment>
            <translation>、</translation>
        </message>
        <message>
            <source>Finishing the search index…</source>
            <translation>検索用の索引を仕上げています…</translation>
        </message>
        <message>
            <source>Looking for posts…</source>
            <translation>記事を探しています…</translation>
        </message>
        <message>
            <source>Placing highlights: {done} of {total}</source>
            <translation>ハイライトの位置を確認しています：{done}／{total}件</translation>
        </message>
        <message>
            <source>Reading posts: {done} of {total}</source>
            <translation>記事を読み込んでいます：{done}／{total}件</translation>
        </message>
        <message>
            <source>Show the text that stays</source>
            <translation>残っている文章を表示</translation>
        </message>
        <message>
            <source>a box of the site</source>
            <translation>サイトの案内枠</translation>
        </message>
        <message>
            <source>a cut that was joined</source>
            <translation>つないだ切れ目</translation>
        </message>
        <message>
            <source>a cut-off copy</source>
            <translation>途中で切れた写し</translation>
        </message>
        <message>
            <source>a heading without text</source>
            <translation>本文のない見出し</translation>
        </message>
        <message>
            <source>a leftover prompt</source>
            <translation>プロンプトの残り</translation>
        </message>
        <message>
            <source>a leftover rule line</source>
            <translation>残った区切り線</translation>
        </message>
        <message>
            <source>an apology of the generator</source>
            <translation>生成AIのおわび</translation>
        </message>
        <message>
            <source>boilerplate</source>
            <translation>定型文</translation>
        </message>
        <message>
            <source>change of an annotation</source>
            <translation>注釈の変更</translation>
        </message>
        <message>
            <source>code of the blog engine</source>
            <translation>ブログ用の記法</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <comment>date pattern of QLocale</comment>
            <translation>yyyy年M月d日</translation>
        </message>
        <message>
            <source>deletion</source>
            <translation>削除</translation>
        </message>
        <message>
            <source>highlight</source>
            <translation>ハイライト</translation>
        </message>
        <message>
            <source>import of annotations</source>
            <translation>注釈の取り込み</translation>
        </message>
        <message>
            <source>marks of a conflict</source>
            <translation>競合の印</translation>
        </message>
        <message>
            <source>marks of the generator</source>
            <translation>生成AIの区切り</translation>
        </message>
        <message>
            <source>moved to its place</source>
            <translation>本来の位置へ移動</translation>
        </message>
        <message>
            <source>new place of a highlight</source>
            <translation>ハイライトの位置の変更</translation>
        </message>
        <message>
            <source>not part of the article</source>
            <translation>記事ではない部分</translation>
        </message>
        <message>
            <source>note</source>
            <translation>メモ</translation>
        </message>
        <message>
            <source>repeated</source>
            <translation>繰り返し</translation>
        </message>
        <message>
            <source>repeated in other words</source>
            <translation>言い換えの繰り返し</translation>
        </message>
        <message>
            <source>stray signs</source>
            <translation>余分な記号</translation>
        </message>
        <message>
            <source>talk of the generator</source>
            <translation>生成AIの独り言</translation>
        </message>
        <message>
            <source>the title once more</source>
            <translation>タイトルの繰り返し</translation>
        </message>
        <message>
            <source>{count}: {reasons}</source>
            <translation>{count}：{reasons}</translation>
        </message>
    </context>
    <context>
        <name>_Rows</name>
        <message>
            <source>Note on the post</source>
            <translation>記事へのメモ</translation>
        </message>
    </context>
    <context>
        <name>_Table</name>
        <message>
            <source>All posts</source>
            <translation>すべての記事</translation>
        </message>
        <message>
            <source>Hide this in the whole library</source>
            <translation>ライブラリ全体でこれを隠す</translation>
        </message>
        <message>
            <source>Hide this in this post</source>
            <translation>この記事でこれを隠す</translation>
        </message>
        <message>
            <source>Rules of the cleaner</source>
            <translation>整形の規則</translation>
        </message>
        <message>
            <source>Show what this rule hides, one passage after the other</source>
            <translation>この規則が隠した箇所を順に表示</translation>
        </message>
        <message>
            <source>This post</source>
            <translation>この記事</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>Another Yomikaki is using the data folder “{path}”; close it first.</source>
            <translation>別のYomikakiがデータフォルダー「{path}」を使用しています。先にそちらを終了してください。</translation>
        </message>
        <message>
            <source>No library is open; open a folder first.</source>
            <translation>ライブラリが開かれていません。先にフォルダーを開いてください。</translation>
        </message>
        <message>
            <source>Record {number} of “{path}” was not imported: {reason}.</source>
            <translation>「{path}」の{number}件目を取り込めませんでした（{reason}）。</translation>
        </message>
        <message>
            <source>The annotation database “{path}” is damaged ({reason}); restore a backup with “yomikaki restore”.</source>
            <translation>注釈のデータベース「{path}」が壊れています（{reason}）。「yomikaki restore」を実行して、バックアップから復元してください。</translation>
        </message>
        <message>
            <source>The annotation “{id}” no longer exists; refresh the list.</source>
            <translation>注釈「{id}」はすでにありません。一覧を最新の状態に更新してください。</translation>
        </message>
        <message>
            <source>The file cannot be read ({detail}).</source>
            <translation>ファイルを読み込めません（{detail}）。</translation>
        </message>
        <message>
            <source>The file changed while it was being read.</source>
            <translation>読み込みの途中でファイルが変更されました。</translation>
        </message>
        <message>
            <source>The file contains NUL bytes.</source>
            <translation>ファイルにNULバイトが含まれています。</translation>
        </message>
        <message>
            <source>The file has bytes that are not valid UTF-8; they are shown as �.</source>
            <translation>ファイルにUTF-8として正しくないバイトがあります。その部分は「�」と表示されます。</translation>
        </message>
        <message>
            <source>The file is not UTF-8; it was read as {detail}.</source>
            <translation>ファイルがUTF-8ではないため、{detail}として読み込みました。</translation>
        </message>
        <message>
            <source>The file name has bytes that are not valid text.</source>
            <translation>ファイル名に文字として正しくないバイトがあります。</translation>
        </message>
        <message>
            <source>The file “{path}” cannot be read ({reason}); check that it exists and that you may read it.</source>
            <translation>ファイル「{path}」を読み込めません（{reason}）。ファイルの有無と読み取りの権限を確認してください。</translation>
        </message>
        <message>
            <source>The folder cannot be read ({detail}).</source>
            <translation>フォルダーを読み込めません（{detail}）。</translation>
        </message>
        <message>
            <source>The folder “{path}” does not exist or cannot be reached; choose another folder or connect its drive.</source>
            <translation>フォルダー「{path}」が存在しないか、アクセスできません。別のフォルダーを選ぶか、ドライブを接続してください。</translation>
        </message>
        <message>
            <source>The front matter is larger than {detail} and was not read.</source>
            <translation>フロントマターが{detail}を超えているため、読み込みませんでした。</translation>
        </message>
        <message>
            <source>The front matter is never closed; everything is shown as text.</source>
            <translation>フロントマターが閉じられていないため、全体を本文として表示しています。</translation>
        </message>
        <message>
            <source>The front matter is not a list of names and values.</source>
            <translation>フロントマターが「名前と値」の形になっていません。</translation>
        </message>
        <message>
            <source>The front matter is not valid: {detail}.</source>
            <translation>フロントマターの書式に誤りがあります（{detail}）。</translation>
        </message>
        <message>
            <source>The front matter was not read because it could exhaust the memory: {detail}.</source>
            <translation>メモリを使い果たすおそれがあるため、フロントマターを読み込みませんでした（{detail}）。</translation>
        </message>
        <message>
            <source>The link cannot be followed ({detail}).</source>
            <translation>リンクをたどれません（{detail}）。</translation>
        </message>
        <message>
            <source>The link leads out of the library and was not followed.</source>
            <translation>ライブラリの外へのリンクなので、たどりませんでした。</translation>
        </message>
        <message>
            <source>The post has no text.</source>
            <translation>記事に本文がありません。</translation>
        </message>
        <message>
            <source>The post holds no article, only what its generator says instead: an apology or the like.</source>
            <translation>記事の本文がなく、生成AIのおわびなどの文だけがあります。</translation>
        </message>
        <message>
            <source>The post is shown as plain text because a paragraph has thousands of brackets or other signs.</source>
            <translation>数千個の括弧や記号を含む段落があるため、記事を書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The post is shown as plain text because a table has more than 1,000 rows or 10,000 cells.</source>
            <translation>1,000行または10,000セルを超える表があるため、記事を書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The post is shown as plain text because it has a line or a word that is far too long.</source>
            <translation>極端に長い行または単語があるため、記事を書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The post is shown as plain text because it has tables inside tables.</source>
            <translation>表の中に表があるため、記事を書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The post is shown as plain text because its quotes or lists are nested more than 32 levels deep.</source>
            <translation>引用またはリストの入れ子が32段を超えるため、記事を書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The post is shown uncleaned because of a fault in this program; please send the log.</source>
            <translation>プログラムの不具合のため、記事を整形せずに表示しています。ログをお送りください。</translation>
        </message>
        <message>
            <source>The post is too large; its first million characters or 50,000 lines are shown as plain text.</source>
            <translation>記事が大きすぎるため、先頭の100万文字または5万行までを書式なしで表示しています。</translation>
        </message>
        <message>
            <source>The value of “{detail}” has an unexpected type; it is shown as text.</source>
            <translation>「{detail}」の値が想定外の型なので、文字列として表示しています。</translation>
        </message>
        <message>
            <source>There is no backup in “{path}”; name the file to restore.</source>
            <translation>「{path}」にバックアップがありません。復元するファイルを指定してください。</translation>
        </message>
        <message>
            <source>There is no post “{path}” in this library; refresh the list.</source>
            <translation>記事「{path}」はこのライブラリにありません。一覧を最新の状態に更新してください。</translation>
        </message>
        <message>
            <source>This is no ordinary file and was not read.</source>
            <translation>通常のファイルではないため、読み込みませんでした。</translation>
        </message>
        <message>
            <source>it holds text that cannot be read</source>
            <translation>読み取れない文字列が含まれています</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>中身が空です</translation>
        </message>
        <message>
            <source>it is missing although there are copies of it</source>
            <translation>コピーはありますが、本体がありません</translation>
        </message>
        <message>
            <source>it is not UTF-8 text</source>
            <translation>UTF-8のテキストではありません</translation>
        </message>
        <message>
            <source>it is not an annotation database</source>
            <translation>注釈のデータベースではありません</translation>
        </message>
        <message>
            <source>its tables are not those that Yomikaki makes</source>
            <translation>Yomikakiの作る表と異なります</translation>
        </message>
        <message>
            <source>the copy came out damaged</source>
            <translation>コピーが壊れています</translation>
        </message>
        <message>
            <source>the copy is not the same as the database</source>
            <translation>コピーの内容がデータベースと一致しません</translation>
        </message>
        <message>
            <source>the picture could not be written</source>
            <translation>画像を保存できませんでした</translation>
        </message>
        <message>
            <source>“{detail}” is not a date.</source>
            <translation>「{detail}」は日付ではありません。</translation>
        </message>
        <message>
            <source>“{detail}” stands more than once in the front matter; the last one counts.</source>
            <translation>フロントマターに「{detail}」が二度以上あります。最後のものが有効です。</translation>
        </message>
        <message>
            <source>“{path}” cannot be written ({reason}); free some space or choose another data folder, then try again.</source>
            <translation>「{path}」に書き込めません（{reason}）。空き容量を増やすか、別のデータフォルダーを選んで、もう一度お試しください。</translation>
        </message>
        <message>
            <source>“{path}” is not a folder; name the folder that holds the posts.</source>
            <translation>「{path}」はフォルダーではありません。記事の入ったフォルダーを指定してください。</translation>
        </message>
        <message>
            <source>“{path}” was written by a newer Yomikaki (format {found}; this one knows {known}); use the newer one.</source>
            <translation>「{path}」は、新しいバージョンのYomikakiで書かれています（形式{found}。このバージョンで扱えるのは形式{known}まで）。新しいバージョンをお使いください。</translation>
        </message>
    </context>
    <context>
        <name>rules</name>
        <message>
            <source>Additions to a repeated passage, moved to where it stands first</source>
            <translation>繰り返しの中の補足（最初に出てきた場所へ移動）</translation>
        </message>
        <message>
            <source>Boxes of the site: related posts, books, offers</source>
            <translation>サイトの案内枠（関連記事、書籍、広告など）</translation>
        </message>
        <message>
            <source>Cut sentences joined with what continues them</source>
            <translation>途切れた文と続きとのつなぎ目</translation>
        </message>
        <message>
            <source>Cut-off copies of sentences that stand in full elsewhere</source>
            <translation>全文が別の場所にある、途中で切れた写し</translation>
        </message>
        <message>
            <source>Emphasis and heading signs on lines of their own</source>
            <translation>単独の行に残った強調や見出しの記号</translation>
        </message>
        <message>
            <source>Headings with nothing left below them</source>
            <translation>下に本文のない見出し</translation>
        </message>
        <message>
            <source>Lines that only the blog engine understands</source>
            <translation>ブログのシステムだけが解釈する行</translation>
        </message>
        <message>
            <source>Marks at which the generator ended a round</source>
            <translation>生成AIが一回分の出力を区切った印</translation>
        </message>
        <message>
            <source>Marks of a git conflict</source>
            <translation>Gitの競合の印</translation>
        </message>
        <message>
            <source>Prompts that came back in the text</source>
            <translation>文章に紛れ込んだプロンプト</translation>
        </message>
        <message>
            <source>Rule lines left over at a seam</source>
            <translation>つなぎ目に残った区切り線</translation>
        </message>
        <message>
            <source>Sentences that stand elsewhere in almost the same words</source>
            <translation>ほぼ同じ言葉で別の場所にある文</translation>
        </message>
        <message>
            <source>Sentences that stand in the text before</source>
            <translation>前に出てきた文の繰り返し</translation>
        </message>
        <message>
            <source>Short sentences repeated along with a neighbour</source>
            <translation>隣の文と一緒に繰り返された短い文</translation>
        </message>
        <message>
            <source>The generator accepting its task</source>
            <translation>作業を引き受ける生成AIの返事</translation>
        </message>
        <message>
            <source>The generator apologising</source>
            <translation>生成AIのおわび</translation>
        </message>
        <message>
            <source>The generator talking to itself</source>
            <translation>生成AIの独り言</translation>
        </message>
        <message>
            <source>The title once more at the start of the text</source>
            <translation>本文の先頭にあるタイトルの繰り返し</translation>
        </message>
        <message>
            <source>What stands in many posts of the library</source>
            <translation>ライブラリの多くの記事に共通する文章</translation>
        </message>
    </context>
</TS>
