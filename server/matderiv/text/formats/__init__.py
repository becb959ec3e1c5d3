"""Reading Markdown, LaTeX and notebooks: what each of them skips, and where it has formulas."""
