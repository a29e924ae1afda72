# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults done to a vault on purpose: killed, refused by the disk, cut off, flipped, put back.

`work` is what is done and what must still be there; every other module is one kind of fault.
"""
