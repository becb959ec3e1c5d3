"""Commands that are symbols by themselves: a group behind one is a factor, no argument."""

from __future__ import annotations

GREEK = frozenset(
    "\\" + name
    for name in """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu
    xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi
    Sigma Upsilon Phi Psi Omega varGamma varDelta varTheta varLambda varSigma varPhi varPsi varOmega digamma""".split()
)

SYMBOLS = GREEK | frozenset(
    "\\" + name
    for name in """infty ell hbar emptyset varnothing top bot forall exists nexists Re Im imath jmath aleph wp angle
    triangle square Box prime partial dagger ddagger star bullet cdot times otimes odot circ oplus ast R N Z Q C E
    I T S P L F K H X Y A B RR NN CC EE PP Bbbk complement surd natural flat sharp clubsuit degree checkmark
    lbrace rbrace backslash % $ # & _ intercal perp mid""".split()
)
