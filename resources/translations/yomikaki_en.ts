<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>AnnotationBrowser</name>
        <message numerus="yes">
            <source>What became of the annotations of %Ln changed post(s)</source>
            <translation>
                <numerusform>What became of the annotations of %Ln changed post</numerusform>
                <numerusform>What became of the annotations of %Ln changed posts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AnnotationDesk</name>
        <message numerus="yes">
            <source>%Ln annotation(s) without a post</source>
            <translation>
                <numerusform>%Ln annotation without a post</numerusform>
                <numerusform>%Ln annotations without a post</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) changed</source>
            <translation>
                <numerusform>%Ln highlight changed</numerusform>
                <numerusform>%Ln highlights changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) lost the place</source>
            <translation>
                <numerusform>%Ln highlight lost its place</numerusform>
                <numerusform>%Ln highlights lost their place</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln highlight(s) moved</source>
            <translation>
                <numerusform>%Ln highlight moved</numerusform>
                <numerusform>%Ln highlights moved</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ArticleHeader</name>
        <message numerus="yes">
            <source>%Ln minute(s) to read</source>
            <translation>
                <numerusform>%Ln minute to read</numerusform>
                <numerusform>%Ln minutes to read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message numerus="yes">
            <source>%Ln match(es)</source>
            <translation>
                <numerusform>%Ln match</numerusform>
                <numerusform>%Ln matches</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PostDelegate</name>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PostList</name>
        <message numerus="yes">
            <source>%Ln post(s)</source>
            <translation>
                <numerusform>%Ln post</numerusform>
                <numerusform>%Ln posts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln result(s)</source>
            <translation>
                <numerusform>%Ln result</numerusform>
                <numerusform>%Ln results</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PostModel</name>
        <message numerus="yes">
            <source>%Ln highlight(s)</source>
            <translation>
                <numerusform>%Ln highlight</numerusform>
                <numerusform>%Ln highlights</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln note(s)</source>
            <translation>
                <numerusform>%Ln note</numerusform>
                <numerusform>%Ln notes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ScrollMap</name>
        <message numerus="yes">
            <source>%Ln annotation(s)</source>
            <translation>
                <numerusform>%Ln annotation</numerusform>
                <numerusform>%Ln annotations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln match(es)</source>
            <translation>
                <numerusform>%Ln match</numerusform>
                <numerusform>%Ln matches</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message numerus="yes">
            <source>%Ln more result(s) in another spelling.</source>
            <translation>
                <numerusform>%Ln more result in another spelling.</numerusform>
                <numerusform>%Ln more results in another spelling.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SelectionTools</name>
        <message numerus="yes">
            <source>%Ln annotation(s)</source>
            <translation>
                <numerusform>%Ln annotation</numerusform>
                <numerusform>%Ln annotations</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message numerus="yes">
            <source>%Ln more…</source>
            <translation>
                <numerusform>%Ln more…</numerusform>
                <numerusform>%Ln more…</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message numerus="yes">
            <source>%Ln passage(s) hidden</source>
            <translation>
                <numerusform>%Ln passage hidden</numerusform>
                <numerusform>%Ln passages hidden</numerusform>
            </translation>
        </message>
    </context>
</TS>
