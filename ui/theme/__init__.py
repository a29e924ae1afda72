# SPDX-License-Identifier: AGPL-3.0-or-later
"""The look in one place: tokens, one generated style sheet, icons. Widgets carry no colours."""
