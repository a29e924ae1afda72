# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form runtime: XLSForm to XForm to a session that knows exactly what each answer changed.

Pure Python over an XML parser; no input or output. Counties already write XLSForms, and a
licensed instrument can be loaded without its words being shipped with the program.
"""
