"""Noun phrases and predicates: how far the words "an invertible n × n matrix" reach, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from matderiv.meaning.declarations.prose.descriptions import Description
from matderiv.meaning.declarations.prose.tokens import Mark, Math, Sizes, Token, Word, shape_of
from matderiv.meaning.declarations.prose.vocabulary import (
    ADJECTIVES,
    ARTICLES,
    CLAUSE_BEGINNINGS,
    ELEMENTWISE,
    FILLERS,
    FUNCTION_NAMES,
    FUNCTION_NOUNS,
    LONGEST_ADJECTIVE,
    NEGATIONS,
    OTHER_HEADS,
    ROLES,
    SIZE_NOUNS,
    VERBS,
)


def read_phrase(tokens: Sequence[Token], position: int, limit: int | None = None) -> Description:
    """Reads a predicate or noun phrase from `position` on, as far as it goes."""
    reader = _Reader(tokens, position, len(tokens) if limit is None else limit)
    reader.read()
    reader.result.end = reader.position
    return reader.result


_FINITE_VERBS = VERBS - {"be", "being"}

_MATRIX_VALUED = "matrix-valued"
_OF_ARGUMENTS = frozenset({"function", "functions", "loss", "cost", "objective"})


class _Reader:
    """A walk over the tokens of one phrase."""

    def __init__(self, tokens: Sequence[Token], position: int, limit: int) -> None:
        self.tokens = tokens
        self.position = position
        self.limit = limit
        self.result = Description()
        self.after_of = False

    def read(self) -> None:
        while self.position < self.limit:
            token = self.tokens[self.position]
            if isinstance(token, Word):
                going_on = self._word(token)
            elif isinstance(token, Mark):
                going_on = self._mark(token)
            else:
                going_on = self._size(token)
            if not going_on:
                return

    def _mark(self, mark: Mark) -> bool:
        following = self._peek(1)
        goes_on = (
            isinstance(following, Word)
            and (self._adjective_length(self.position + 1) > 0 or following.text in ("real", "not"))
        ) or (bool(self.result.properties) and self._is_size_in_brackets(following))
        goes_on = goes_on and mark.text == ","
        if goes_on:
            self.position += 1
        return goes_on

    def _is_size_in_brackets(self, token: Token | None) -> bool:
        """Whether a size ends the brackets that adjectives stand in: "(symmetric, `d \\times d`)"."""
        is_size = isinstance(token, Sizes) or (isinstance(token, Math) and token.is_product_of_sizes)
        closing = self._peek(2)
        return is_size and isinstance(closing, Mark) and closing.text == ")"

    def _size(self, token: Math | Sizes) -> bool:
        following = self._peek(1)
        if isinstance(token, Math) and token.set_shape is not None:
            self.result.set_shape = token.set_shape
        elif isinstance(token, Sizes) or token.is_product_of_sizes:
            self._set_axes(token)
        elif isinstance(following, Word) and following.text in ("-dimensional", "-vector", "dimensional"):
            self._set_axes(token)
            if following.text == "-vector":
                self.result.nouns.append("vector")
            self.position += 1
        else:
            return False
        self.position += 1
        return True

    def _set_axes(self, token: Math | Sizes) -> None:
        if not self.after_of and token.sizes is not None and self.result.axes is None:
            self.result.axes = token.sizes

    def _word(self, word: Word) -> bool:
        text = word.text
        if text in CLAUSE_BEGINNINGS and not self._goes_on_with(text):
            return False
        if text in _FINITE_VERBS or (text in ("a", "an", "the") and self._is_complete(text)):
            return False
        if self._adjective_length(self.position):
            return self._descriptive(text)
        self.result.words.append(text)
        if text in NEGATIONS:
            return self._negation(text)
        if text == "and":
            return self._conjunction()
        if text == "of":
            return self._of()
        if text == "elementwise" or text in ELEMENTWISE:
            self.result.elementwise = True
            self.position += 1
            return True
        return self._descriptive(text)

    def _is_complete(self, article: str) -> bool:
        """Whether the phrase has its noun, or its adjectives before "the", so that an article begins another one."""
        said = self.result.nouns or (article == "the" and self.result.properties)
        return bool(said) and not self.after_of

    def _goes_on_with(self, text: str) -> bool:
        following = self._peek(1)
        if not isinstance(following, Word):
            return False
        if text == "with":
            return self._adjective_length(self.position + 1) > 0 or following.text in ("independent", "real")
        if text == "to":
            return following.text in ("each", "every", "be", "all")
        return text == "by" and following.text in ("entry", "component", "element")

    def _negation(self, text: str) -> bool:
        """What is denied declares nothing; the phrase ends with it."""
        self.result.negated = True
        self.position += 1
        while self.position < self.limit and isinstance(self.tokens[self.position], Word):
            self.position += 1
        return False

    def _conjunction(self) -> bool:
        following = self._peek(1)
        if not isinstance(following, Word) or following.text in ARTICLES | CLAUSE_BEGINNINGS:
            return False
        if following.text in ("its", "let", "their"):
            return False
        known = self._adjective_length(self.position + 1) > 0 or following.text in ROLES | {"real": ""}
        if known and not self.after_of:
            self.position += 1
            return True
        return False

    def _of(self) -> bool:
        following = self._peek(1)
        self.position += 1
        if self._is_size_noun(-2) and following is not None:
            return self._of_size(following)
        if self._is_function() and self._function_of():
            return True
        adjective = self._adjective_length(self.position)
        phrase = self._phrase(self.position, adjective)
        if adjective and ("rank" in " ".join(phrase) or phrase == ("positive", "determinant")):
            return True
        if isinstance(following, Word) and following.text in SIZE_NOUNS:
            self.result.words.append(following.text)
            self.position += 1
            size = self._peek(0)
            return size is not None and self._of_size(size)
        if isinstance(following, Word) and following.text in ("ones", "zeros"):
            self.result.meaning = following.text
            self.position += 1
            return True
        self.after_of = True
        return True

    def _is_function(self) -> bool:
        """Whether what stands before "of" is a function, also one whose values have been named."""
        return self.result.head in _OF_ARGUMENTS or (_MATRIX_VALUED in self.result.words[:-2])

    def _is_size_noun(self, place: int) -> bool:
        """Whether the word there names a size of its own; "the size of X" and "the same size as X" do not."""
        words = self.result.words
        if len(words) < -place or words[place] not in SIZE_NOUNS:
            return False
        return len(words) == -place or words[place - 1] not in ("the", "same", "its", "their")

    def _of_size(self, token: Token) -> bool:
        if shape_of(token) is None or not isinstance(token, (Math, Sizes)):
            return False
        if isinstance(token, Math) and token.set_shape is not None:
            return False
        if self.result.axes is None:
            self.result.axes = token.sizes
        self.position += 1
        return True

    def _function_of(self) -> bool:
        arguments: list[Math] = []
        at = self.position
        while at < self.limit:
            token = self.tokens[at]
            if isinstance(token, Math) and token.subjects and not (arguments and _is_equation(token)):
                arguments.append(token)
            elif not (isinstance(token, Word) and token.text in {"the", "and", "matrix", "vector", "scalar"}):
                break
            at += 1
        if not arguments:
            return False
        self.result.function_of = tuple(arguments)
        if self.result.head in ("function", "functions"):
            self._name_values()
        following = self.tokens[at] if at < self.limit else None
        self.result.alone = isinstance(following, Word) and following.text in ("alone", "only")
        self.position = at
        return True

    def _name_values(self) -> None:
        """A "matrix function of `t`" and a "vector-valued function of `t`" are what their values are."""
        for kind in ("matrix", "vector"):
            if self.result.nouns[-2:-1] == [kind] or f"{kind}-valued" in self.result.words:
                self.result.nouns[-1] = kind

    def _descriptive(self, text: str) -> bool:
        length = self._adjective_length(self.position)
        following = self._peek(1)
        if text in SIZE_NOUNS and self._is_size_noun(-1) and isinstance(following, (Math, Sizes)):
            self.position += 1
            return self._of_size(following)
        if length:
            self._adjective(self._phrase(self.position, length))
            if text in OTHER_HEADS and not self.after_of:
                self.result.nouns.append(text)
            self.position += length
        elif text == "square":
            self.position += 1
            self.result.square = self.result.square or self._is_said_of_a_matrix()
        else:
            self._noun(text)
            self.position += 1
        return True

    def _is_said_of_a_matrix(self) -> bool:
        """Whether the "square" before is an adjective: "square and invertible", but not "the square loss"."""
        following = self._peek(0)
        noun = following.text if isinstance(following, Word) else ""
        if noun in ("matrix", "matrices", "of", "") or noun in CLAUSE_BEGINNINGS:
            return True
        return bool(self._adjective_length(self.position + (noun in ("and", "but"))))

    def _adjective(self, phrase: tuple[str, ...]) -> None:
        if not self.after_of or "rank" in phrase:
            self.result.properties |= ADJECTIVES[phrase]

    def _noun(self, text: str) -> None:
        if text in VERBS | ARTICLES | FILLERS or self.after_of:
            return
        if text == _MATRIX_VALUED:
            self.result.nouns.append("matrix")
            return
        if text in FUNCTION_NOUNS and _MATRIX_VALUED in self.result.words:
            return
        if text in FUNCTION_NAMES:
            following = self._peek(1)
            noun = following.text if isinstance(following, Word) else ""
            if noun in FUNCTION_NOUNS or not noun or text in ("sigmoid", "relu", "softplus", "softmax"):
                leaky = text == "relu" and self.result.nouns[-1:] == ["leaky"]
                self.result.meaning = "leakyrelu" if leaky else FUNCTION_NAMES[text]
        elif text in ("all-ones", "ones"):
            self.result.meaning = "ones"
        elif text in ("all-zeros", "zeros") or (text == "zero" and self._next_in({"vector", "matrix"})):
            self.result.meaning = "zeros"
        elif text == "identity" and not self._next_in(FUNCTION_NOUNS | {"mapping", "operator"}):
            self.result.meaning = "identity"
        elif text == "kronecker" and self._next_is("delta"):
            self.result.meaning = "Kronecker delta"
        elif text == "indicator":
            self.result.meaning = "indicator"
        elif text in ("commutation", "duplication", "elimination") and self._next_is("matrix"):
            self.result.meaning = f"{text} matrix"
        self.result.nouns.append(text)

    def _next_is(self, text: str) -> bool:
        return self._next_in({text})

    def _next_in(self, texts: Set[str]) -> bool:
        following = self._peek(1)
        return isinstance(following, Word) and following.text in texts

    def _peek(self, distance: int) -> Token | None:
        at = self.position + distance
        return self.tokens[at] if at < self.limit else None

    def _phrase(self, begin: int, length: int) -> tuple[str, ...]:
        words = []
        for token in self.tokens[begin : begin + length]:
            if not isinstance(token, Word):
                return ()
            words.append(token.text)
        return tuple(words)

    def _adjective_length(self, begin: int) -> int:
        """How many words from `begin` on make a known adjective, the longest."""
        for length in range(min(LONGEST_ADJECTIVE, self.limit - begin), 0, -1):
            if self._phrase(begin, length) in ADJECTIVES:
                return length
        return 0


def _is_equation(formula: Math) -> bool:
    """Whether a formula says something by itself, and so begins a clause of its own."""
    return any(operator.name == "=" for clause in formula.clauses for operator in clause.operators)
