"""The folder of posts: which files there are (scan), what each holds (parse), and what is known of them (cache)."""
