import Ledger

/// Whether small letters are spelled as a Vietnamese syllable can be: onset, rime, and a tone that the
/// rime can carry.
func isVietnameseSyllable(_ letters: some Collection<Unicode.Scalar>) -> Bool {
  guard letters.count <= 7 else { return false }
  var tone: Tone?
  var plain = String.UnicodeScalarView()
  for letter in letters {
    if let toned = tonedVowels[letter] {
      if tone != nil { return false }
      tone = toned.tone
      plain.append(toned.vowel)
    } else {
      plain.append(letter)
    }
  }
  let syllable = String(plain)
  return onsets.contains { onset in
    syllable.hasPrefix(onset)
      && canFollow(onset, String(syllable.dropFirst(onset.count)), tone)
  }
}

private enum Tone { case grave, acute, hook, tilde, dot }

private func canFollow(_ onset: String, _ rime: String, _ tone: Tone?) -> Bool {
  guard rimes.contains(rime), let first = rime.first else { return false }
  // A syllable that ends in a stop has one of two tones, which are always written.
  if rime.hasSuffix("c") || rime.hasSuffix("ch") || rime.hasSuffix("p") || rime.hasSuffix("t"),
    tone != .acute, tone != .dot
  {
    return false
  }
  let isFront = "eêiy".contains(first)
  switch onset {
  case "k", "gh", "ngh": return isFront
  case "c", "ng": return !isFront
  case "g": return !isFront || first == "i"
  case "gi": return first != "i" && first != "y"
  case "qu": return first != "u" && first != "ư" && first != "o"
  default: return true
  }
}

private let onsets = [
  "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
  "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
]

private let rimes = Set(
  """
  a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
  e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om \
  on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
  u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych \
  uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
  y yêm yên yêng yêt yêu
  """.split(separator: " ").map(String.init))

private let tonedVowels: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Tone)] = {
  let tones: [(tone: Tone, letters: String)] = [
    (.grave, "àằầèềìòồờùừỳ"), (.acute, "áắấéếíóốớúứý"), (.hook, "ảẳẩẻểỉỏổởủửỷ"),
    (.tilde, "ãẵẫẽễĩõỗỡũữỹ"), (.dot, "ạặậẹệịọộợụựỵ"),
  ]
  var vowels: [Unicode.Scalar: (vowel: Unicode.Scalar, tone: Tone)] = [:]
  for (tone, letters) in tones {
    for (letter, vowel) in zip(letters.unicodeScalars, "aăâeêioôơuưy".unicodeScalars) {
      vowels[letter] = (vowel, tone)
    }
  }
  return vowels
}()
