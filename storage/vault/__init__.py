# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault: how the store key is kept, and what it takes to get it.

`vault.Vault` is the door; `header` is the file, `slots` the ways to open it, `device_secret` the
part that never lies beside it, `tries` the count of wrong passphrases.
"""
