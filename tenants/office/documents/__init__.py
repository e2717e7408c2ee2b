"""Files of a town: what people upload and what the office draws as PDF.

Other rooms come in with contents and leave with a Document; only the room that owns a thing hands its file out.
"""
