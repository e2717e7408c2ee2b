"""Town halls: `registry` is what they all share, `office` what each has for itself."""
