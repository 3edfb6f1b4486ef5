/// Words that cannot be names inside expressions.
package let reservedWords: Set<String> = [
  "and", "or", "not", "between", "in", "is", "missing", "where", "within", "true", "false",
]
