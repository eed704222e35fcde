"""What authors may write where a manifest repeats it: hostile, long, empty of words."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.one_of(
    st.text(min_size=1, max_size=30),
    st.text(min_size=190, max_size=2500),
    st.sampled_from(
        ["&", "<b>", "]]>", "&#233;", "&nbsp;", "&eacute;", "0", " x ", "a\nb", "**", "<!--",
         "\"double\" 'single'", "Größe – Übung", "日本", "שלום", "</title>", "{{ 7*7 }}", "%00"]
    ),
    st.just("👍" * 300),
)  # fmt: skip
LINES = WORDS.filter(lambda words: words.strip() != "")
LANGUAGES = st.sampled_from(["en", "de-CH", "zh-Hant-TW", "gsw"])
IRIS = st.sampled_from(
    ["https://x.org", "http://x.org/a/b", "https://x.org/?a=1&b='2'", "https://x.org/Größe/日本",
     "https://user.example.org:8080/~a/%20b", f"https://x.org/{'a' * 2000}"]
)  # fmt: skip
