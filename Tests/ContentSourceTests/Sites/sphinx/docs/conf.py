project = "Ink"
extensions = [
    "myst_parser",
]
