# SPDX-License-Identifier: AGPL-3.0-or-later
"""The wire: messages, encoding and signatures that both ends share. No I/O."""
