# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trees over which expressions are asked (tests.forms.expression_cases)."""

PEOPLE = (
    "<data><title>Home visit</title><zero>0</zero><two>2</two><none/><sep>-</sep>"
    "<day>2026-11-23</day><chosen>b c</chosen><person><name>Ana</name><age>14</age><pet>"
    "<kind>cat</kind></pet><pet><kind>dog</kind></pet></person><person><name>Bo</name>"
    "<age>9</age><pet><kind>fish</kind></pet></person><person><name>Cy</name><age/>"
    "</person><total/></data>"
)
"""One visit: people repeat, pets repeat within them."""

_LEAVES = {
    f"{i}.{j}": "".join(f"<d3><v>{i}.{j}.{k}</v></d3>" for k in (1, 2, 3))
    for i in (1, 2)
    for j in (1, 2)
}
_MIDDLE = {
    i: "".join(f"<d2><v>{i}.{j}</v>{_LEAVES[f'{i}.{j}']}</d2>" for j in (1, 2)) for i in (1, 2)
}
LEVELS = (
    "<data><pos1>1</pos1><pos2>2</pos2><pos3>3</pos3>"
    + "".join(f"<d1><v>{i}</v>{_MIDDLE[i]}</d1>" for i in (1, 2))
    + "<out/></data>"
)
"""Three repeats within each other, values named by their place."""

PATHS = (
    "<data><path><child><k>1</k></child><child><k>2</k></child><note/></path><path>"
    "<note/></path><path><note>    some    value</note></path><path><child><k>3</k>"
    "</child><note/></path><path><note/></path>"
    "<geoshape>0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0</geoshape></data>"
)
"""The tree of JavaRosa's own XPathEvalTest, with texts in leaves."""

NUMBERS = (
    "<data><row><n>-10</n><mixed>-10</mixed><gap>-10</gap><flag>no</flag><node>one</node>"
    "<weight>1</weight><point>7.9377 -11.5845 0 0</point></row><row><n>11</n><mixed>11"
    "</mixed><gap>15</gap><flag></flag><node>one</node><weight>3</weight>"
    "<point>7.9324 -11.5902 0 0</point></row><row><n>99</n><mixed>a</mixed><gap></gap>"
    "<flag>0</flag><node>one</node><weight>5</weight><point>7.927 -11.5857 0 0</point>"
    "</row><out/></data>"
)
"""Rows with columns of numbers, some empty or no number."""
