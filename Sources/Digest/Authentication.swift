private import CCrypto

/// A key of `byteCount` bytes made of a password (PBKDF2 of RFC 8018 with HMAC-SHA-1).
package func derivedKey(
  password: [UInt8], salt: [UInt8], iterationCount: Int, byteCount: Int
) -> [UInt8] {
  var key = [UInt8](repeating: 0, count: byteCount)
  let isDone = unsafe password.withUnsafeBytes { password in
    unsafe PKCS5_PBKDF2_HMAC_SHA1(
      password.baseAddress, Int32(password.count), salt, Int32(salt.count), Int32(iterationCount),
      Int32(byteCount), &key)
  }
  precondition(isDone == 1, "libcrypto could not derive a key")
  return key
}

/// A running HMAC-SHA-1 (RFC 2104) over bytes that come in pieces.
@safe
package struct AuthenticationCode: ~Copyable {
  private let context: OpaquePointer

  /// Ready for the first byte.
  package init(key: [UInt8]) {
    guard let context = unsafe EVP_MD_CTX_new(),
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, nil, key, key.count)
    else { preconditionFailure("libcrypto could not get memory for a code") }
    unsafe self.context = context
    let isReady = unsafe EVP_DigestSignInit(context, nil, EVP_sha1(), nil, key)
    unsafe EVP_PKEY_free(key)
    precondition(isReady == 1, "libcrypto has no HMAC-SHA-1")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Takes the next bytes.
  package mutating func update(_ bytes: Span<UInt8>) {
    let isTaken = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(isTaken == 1, "libcrypto refused bytes of a code")
  }

  /// The 20 bytes of the code.
  package consuming func finish() -> [UInt8] {
    var length = 20
    var bytes = [UInt8](repeating: 0, count: length)
    let isDone = unsafe EVP_DigestSignFinal(context, &bytes, &length)
    precondition(isDone == 1 && length == 20, "libcrypto could not end a code")
    return bytes
  }
}
