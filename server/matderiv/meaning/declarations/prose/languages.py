"""The words of other languages with which notes declare symbols, as the English ones that the grammar knows.

They are words that English does not have, and stand for themselves: "Sei A eine symmetrische Matrix" and "où A est une
matrice symétrique" are read word by word, as adjectives may also stand behind their noun.
"""

from __future__ import annotations

import re

_FORMS: dict[str, tuple[str, ...]] = {
    "is": ("ist", "est", "es", "è"),
    "are": ("sind", "sont", "sono"),
    "be": ("sei", "seien", "soit", "soient", "sia", "siano"),
    "a": ("ein", "eine", "einen", "einer", "eines", "une", "una"),
    "and": ("und", "et"),
    "where": ("wobei", "où", "donde"),
    "symmetric": (
        *("symmetrisch", "symmetrische", "symmetrischen", "symmetrischer", "symétrique", "symétriques"),
        *("simétrica", "simétricas", "simétrico", "simmetrica", "simmetriche"),
    ),
    "positive": ("positiv", "positivas", "positiva"),
    "definite": ("definit", "definiter", "définie", "définies", "definida", "definita"),
    "semidefinite": ("semidefinit", "semidefinita", "semidefinida", "semi-définie"),
    "invertible": ("invertierbar", "invertierbare", "invertierbaren", "regulär", "inversible", "invertibile"),
    "diagonal": ("diagonale", "diagonalen"),
    "orthogonal": ("orthogonale", "orthogonalen", "ortogonal", "ortogonale"),
    "constant": ("konstant", "konstante", "konstanter", "konstanten", "constante", "constantes", "costante"),
    "matrix": ("matrice", "matriz"),
    "matrices": ("matrizen", "matrici"),
    "vector": ("vektor", "vecteur", "vettore"),
    "vectors": ("vektoren", "vecteurs", "vettori", "vectores"),
    "scalar": ("skalar", "scalaire", "escalar", "scalare"),
    "function": ("funktion", "fonction", "función", "funzione"),
    "differentiable": ("differenzierbar", "differenzierbare", "différentiable", "diferenciable"),
    "elementwise": ("elementweise", "komponentenweise"),
    "covariance": ("kovarianz",),
    "with": ("avec",),
}
ENGLISH = {form: word for word, forms in _FORMS.items() for form in forms}

_CHINESE: dict[str, tuple[str, ...]] = {
    "半正定": ("positive", "semidefinite"),
    "正定": ("positive", "definite"),
    "对称": ("symmetric",),
    "對稱": ("symmetric",),
    "可逆": ("invertible",),
    "对角": ("diagonal",),
    "正交": ("orthogonal",),
    "矩阵": ("matrix",),
    "矩陣": ("matrix",),
    "向量": ("vector",),
    "标量": ("scalar",),
    "常数": ("constant",),
    "协方差": ("covariance",),
    "依赖于": ("depends", "on"),
    "取决于": ("depends", "on"),
    "其中": ("where",),
    "一个": ("a",),
    "和": ("and",),
    "是": ("are",),
    "为": ("are",),
    "為": ("are",),
}
_ANY_CHINESE = "|".join(sorted(_CHINESE, key=len, reverse=True))
CHINESE_WORDS = rf"(?:{_ANY_CHINESE})(?:矩阵|向量)?的?"


def words_of_chinese(text: str) -> tuple[str, ...]:
    """The English words for one word or compound."""
    return tuple(word for part in re.findall(_ANY_CHINESE, text) for word in _CHINESE[part])
