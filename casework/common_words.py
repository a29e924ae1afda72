# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that people guess first: keyboards, seasons, names of this work, well-known examples.

Our own short list, made by hand; a county adds its own (its name, its teams) by policy.
"""

_WORDS = """
    password passwort contraseña passphrase passcode secret letmein welcome bienvenido iloveyou
    teamo administrator changeme default trustno whatever nothing something computer internet
    login master sunshine princess monkey dragon shadow superman batman pokemon starwars
    football baseball basketball soccer hockey michael jessica ashley jennifer jordan charlie
    thomas robert daniel andrew joshua hunter buster soccer summer winter spring autumn verano
    invierno primavera monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december california sacramento
    losangeles oakland sanfrancisco sandiego fresno county probation outreach screening fieldfare
    laptop vault officer sheriff police justice juvenile welfare hello freedom ninja mustang
    access flower cheese cookie chocolate pepper ginger orange purple silver yellow
    qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm qazwsx 1q2w3e4r 1qaz2wsx abcdefghijklmnopqrstuvwxyz
    abcdefgh abcdef 1234567890 0123456789 123456789 12345678 1234567 123456 987654321 87654321
    654321 111111 000000 123123 121212 abc123 pass123 admin
    correcthorsebatterystaple thequickbrownfoxjumpsoverthelazydog tobeornottobe
    loremipsumdolorsitamet thisismypassword mypassword iamthebest openthedoor inthebeginning
    onceuponatime maytheforcebewithyou
"""
COMMON_WORDS: tuple[str, ...] = tuple(_WORDS.split())
