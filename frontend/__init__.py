"""The furniture: page shell, components, form fields, charts, styles and scripts.

It has no models and knows no room: everybody above passes it words, addresses and numbers.
"""
