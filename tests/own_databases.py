"""A variable of the environment: where it is set, each test makes its database as the product does, and copies none.

The program that breaks the product (``tests/house/mutants``) sets it: what makes a database may be what it broke. It
stands alone in a file, since that program must not load the product before it is broken.
"""

VARIABLE = "CANDID_TESTS_OWN_DATABASES"
