private import CCrypto

/// 32 bytes that stand for any number of bytes.
package struct SHA256Value: Sendable, Hashable {
  package var bytes: [UInt8]
}

/// A running SHA-256 (FIPS 180-4) over bytes that come in pieces.
///
/// It is libcrypto's, which uses the SHA instructions of the processor.
@safe
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Ready for the first byte.
  package init() {
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto could not get memory for a digest")
    }
    unsafe self.context = context
    let isReady = unsafe EVP_DigestInit_ex2(context, EVP_sha256(), nil)
    precondition(isReady == 1, "libcrypto has no SHA-256")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes the next bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    let isTaken = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(isTaken == 1, "libcrypto refused bytes of a digest")
  }

  /// The digest of everything taken so far; the next byte begins another one.
  package mutating func finish() -> SHA256Value {
    var length: UInt32 = 0
    var bytes = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe EVP_DigestFinal_ex(context, $0.baseAddress, &length)
    }
    // Without a type the context keeps its algorithm, which spares looking it up again.
    let isReady = unsafe EVP_DigestInit_ex2(context, nil, nil)
    precondition(isDone == 1 && isReady == 1 && length == 32, "libcrypto could not end a digest")
    return SHA256Value(bytes: bytes)
  }
}

/// The digest of bytes that are all there.
package func sha256(of bytes: Span<UInt8>) -> SHA256Value {
  var digest = SHA256()
  digest.update(bytes)
  return digest.finish()
}
