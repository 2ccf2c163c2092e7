"""The layout in use since about 2021, one page object per page.

Known from captures: the list, the detail page, the sign-in form. Guesses, so kept in data
(`locators.toml`, `labels/`): the cancel dialog and the payment view of a cancelled order.
"""
