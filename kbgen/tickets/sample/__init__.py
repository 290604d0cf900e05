"""Invented tickets of a web host, with a truth that is known, for trying kbgen out and for testing it.

``plan`` says what happens, ``draw`` throws the dice, ``tables`` and ``records`` write what help desks export, ``truth``
writes down what kbgen should find. Nobody in them exists.
"""
