"""The rules, one kind of clutter a module; `reader.cleaning.pipeline` lists them in order."""
