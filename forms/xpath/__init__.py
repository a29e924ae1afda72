# SPDX-License-Identifier: AGPL-3.0-or-later
"""ODK's dialect of XPath 1.0: our own parser and compiler.

A library's XPath is silently wrong for ODK forms (dates compare false, `if` evaluates both
branches, a slow predicate cannot be stopped), so text becomes a typed tree, and the tree becomes
closures with a step budget.
"""
