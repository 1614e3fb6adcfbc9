// Cryptography by libsodium and OpenSSL; this file only turns its buffers into strings and its return codes into exceptions.
#include "base/hash.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sodium.h>

#include <condition_variable>
#include <mutex>
#include <new>
#include <stdexcept>

namespace evenkeel {
namespace {

// OWASP's password storage cheat sheet: argon2id with 19 MiB and two passes.
constexpr unsigned long long password_passes = 2;
constexpr std::size_t password_bytes = 19 * 1024 * 1024;
// Each running hash holds its 19 MiB; a flood of sign-ins must not become a flood of memory.
constexpr int password_hashes_at_once = 2;

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium cannot start");
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Holds one of the places for hashing a password as long as it lives.
class HashPlace {
 public:
  HashPlace() {
    std::unique_lock lock(mutex());
    freed().wait(lock, [] { return taken() < password_hashes_at_once; });
    ++taken();
  }
  ~HashPlace() {
    {
      const std::lock_guard lock(mutex());
      --taken();
    }
    freed().notify_one();
  }
  HashPlace(const HashPlace&) = delete;
  HashPlace& operator=(const HashPlace&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex m;
    return m;
  }
  static std::condition_variable& freed() {
    static std::condition_variable c;
    return c;
  }
  static int& taken() {
    static int n = 0;
    return n;
  }
};

}  // namespace

std::string sha256(std::string_view bytes) {
  // OpenSSL's uses the processor's instructions for it, several times faster: every change is hashed three times.
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), bytes_of(digest), nullptr, algorithm, nullptr) != 1) throw std::bad_alloc();
  return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  start_sodium();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes_of(digest));
  sodium_memzero(&state, sizeof state);
  return digest;
}

SigningKey signing_key_from_seed(std::string_view seed) {
  start_sodium();
  if (seed.size() != crypto_sign_SEEDBYTES) throw std::invalid_argument("a signing seed has 32 bytes");
  SigningKey key{std::string(crypto_sign_PUBLICKEYBYTES, '\0'), std::string(crypto_sign_SECRETKEYBYTES, '\0')};
  crypto_sign_seed_keypair(bytes_of(key.public_key), bytes_of(key.secret_key), bytes_of(seed));
  return key;
}

std::string sign(const SigningKey& key, std::string_view bytes) {
  start_sodium();
  if (key.secret_key.size() != crypto_sign_SECRETKEYBYTES) throw std::invalid_argument("a signing key has 64 bytes");
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(bytes), bytes.size(), bytes_of(std::string_view(key.secret_key)));
  return signature;
}

bool verify_signature(std::string_view public_key, std::string_view bytes, std::string_view signature) {
  start_sodium();
  if (public_key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(bytes_of(signature), bytes_of(bytes), bytes.size(), bytes_of(public_key)) == 0;
}

std::string stretch(std::string_view seed, std::size_t size) {
  start_sodium();
  if (seed.size() != randombytes_SEEDBYTES) throw std::invalid_argument("a seed to stretch has 32 bytes");
  std::string bytes(size, '\0');
  randombytes_buf_deterministic(bytes.data(), size, bytes_of(seed));
  return bytes;
}

std::string encrypt(std::string_view key, std::string_view nonce, std::string_view text, std::string_view context) {
  start_sodium();
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    throw std::invalid_argument("encrypting takes a key of 32 bytes and a nonce of 24");
  std::string bytes(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(bytes), nullptr, bytes_of(text), text.size(), bytes_of(context), context.size(),
                                             nullptr, bytes_of(nonce), bytes_of(key));
  return bytes;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view nonce, std::string_view bytes, std::string_view context) {
  start_sodium();
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || nonce.size() != crypto_aead_xchacha20poly1305_ietf_NPUBBYTES ||
      bytes.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES)
    return std::nullopt;
  std::string text(bytes.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(text), nullptr, nullptr, bytes_of(bytes), bytes.size(), bytes_of(context),
                                                 context.size(), bytes_of(nonce), bytes_of(key)) != 0)
    return std::nullopt;
  return text;
}

std::string hash_password(std::string_view password) {
  start_sodium();
  const HashPlace place;
  char encoded[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(encoded, password.data(), password.size(), password_passes, password_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return encoded;
}

bool check_password(std::string_view encoded, std::string_view password) {
  start_sodium();
  if (encoded.empty() || encoded.size() >= crypto_pwhash_STRBYTES) return false;
  const HashPlace place;
  const std::string terminated(encoded);
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

}  // namespace evenkeel
