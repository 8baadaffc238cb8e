"""Sentences parsed by hand that several tests share."""

BLOCKED = """
Oslo Oslo PROPN 2 nsubj
blocked block VERB 0 root VBD
a a DET 4 det
text text NOUN 2 obj
proposed propose VERB 4 acl VBN
by by ADP 7 case
Rome Rome PROPN 5 obl:agent
"""
BLOCKED_PASSIVE = """
The the DET 2 det
text text NOUN 4 nsubj:pass
was be AUX 4 aux:pass
blocked block VERB 0 root VBN
by by ADP 6 case
Oslo Oslo PROPN 4 obl:agent
"""
REDUCED = """
A a DET 2 det
text text NOUN 6 nsubj
blocked block VERB 2 acl VBN
by by ADP 5 case
Oslo Oslo PROPN 3 obl:agent
failed fail VERB 0 root VBD
"""
RELATIVE = """
Rebels rebel NOUN 5 nsubj
who who PRON 3 nsubj WP
attacked attack VERB 1 acl:relcl VBD
Rome Rome PROPN 3 obj
fled flee VERB 0 root VBD
"""
CONTROL_OBJECT = """
Oslo Oslo PROPN 2 nsubj
urged urge VERB 0 root VBD
Rome Rome PROPN 2 obj
to to PART 5 mark
disarm disarm VERB 2 xcomp VB
"""
CONTROL_SUBJECT = """
Oslo Oslo PROPN 2 nsubj
refused refuse VERB 0 root VBD
to to PART 4 mark
meet meet VERB 2 xcomp VB
Rome Rome PROPN 4 obj
"""
DECISION = """
Rome Rome PROPN 3 nmod:poss
's 's PART 1 case
decision decision NOUN 8 nsubj
to to PART 5 mark
attack attack VERB 3 acl VB
Oslo Oslo PROPN 5 obj
was be AUX 8 cop
wrong wrong ADJ 0 root
"""
COORDINATED = """
Oslo Oslo PROPN 2 nsubj
attacked attack VERB 0 root VBD
and and CCONJ 4 cc
burned burn VERB 2 conj VBD
the the DET 6 det
camp camp NOUN 4 obj
"""
TALKS = """
Oslo Oslo PROPN 2 nsubj
held hold VERB 0 root VBD
talks talk NOUN 2 obj
with with ADP 5 case
Rome Rome PROPN 3 nmod
"""
WILL_MEET = """
Oslo Oslo PROPN 3 nsubj
will will AUX 3 aux MD
visit visit VERB 0 root VB
Rome Rome PROPN 3 obj
"""
WILL_NOT_VISIT = """
Oslo Oslo PROPN 4 nsubj
will will AUX 4 aux MD
not not PART 4 advmod
visit visit VERB 0 root VB
Rome Rome PROPN 4 obj
"""
WILL_ATTACK = """
Oslo Oslo PROPN 3 nsubj
will will AUX 3 aux MD
attack attack VERB 0 root VB
Rome Rome PROPN 3 obj
"""
DENIED = """
Oslo Oslo PROPN 2 nsubj
denied deny VERB 0 root VBD
that that SCONJ 6 mark
Rome Rome PROPN 6 nsubj
had have AUX 6 aux
attacked attack VERB 2 ccomp VBN
the the DET 8 det
camp camp NOUN 6 obj
"""
DID_NOT = """
Oslo Oslo PROPN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
attack attack VERB 0 root VB
Rome Rome PROPN 4 obj
"""
URGED_RELEASE = CONTROL_OBJECT
KILLING = """
Oslo Oslo PROPN 2 nsubj
attacked attack VERB 0 root VBD
Rome Rome PROPN 2 obj
, , PUNCT 5 punct
killing kill VERB 2 advcl VBG
six six NUM 5 obj
"""
