import Seeding

/// One of the seeds, changed in a few places: bits, bytes, stretches left out, said twice or taken from
/// another seed, an end cut off.
func mutated(_ seeds: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
  guard var bytes = seeds.randomElement(using: &random) else { return [] }
  for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
    let place = Int.random(in: bytes.indices, using: &random)
    let stretch = place..<min(bytes.count, place + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
    case 2: bytes.removeSubrange(stretch)
    case 3: bytes.insert(contentsOf: bytes[stretch], at: place)
    case 4: bytes.replaceSubrange(stretch, with: piece(of: seeds, &random))
    case 5: bytes.insert(contentsOf: piece(of: seeds, &random), at: place)
    default: bytes.removeSubrange(place...)
    }
  }
  return bytes
}

private func piece(of seeds: [[UInt8]], _ random: inout Seeded) -> [UInt8] {
  guard let seed = seeds.randomElement(using: &random), !seed.isEmpty else { return [] }
  let start = Int.random(in: seed.indices, using: &random)
  return Array(seed[start..<min(seed.count, start + Int.random(in: 1...60, using: &random))])
}
