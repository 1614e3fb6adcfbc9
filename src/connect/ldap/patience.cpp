#include "connect/ldap/patience.hpp"

#include <ldap.h>
#include <poll.h>

#include <cerrno>

namespace evenkeel::ldap {

struct Patience {
  ldap_conncb callbacks{};
  int seconds = 0;
};

namespace {

constexpr int level = LBER_SBIOD_LEVEL_PROVIDER + 1;  // above the socket, below TLS

/// False, with ETIMEDOUT, when nothing came in time.
bool wait_for(Sockbuf_IO_Desc* layer, short what) {
  pollfd asked{-1, what, 0};
  ber_sockbuf_ctrl(layer->sbiod_sb, LBER_SB_OPT_GET_FD, &asked.fd);
  const int ready = poll(&asked, 1, static_cast<const Patience*>(layer->sbiod_pvt)->seconds * 1'000);
  if (ready == 0) errno = ETIMEDOUT;
  return ready != 0;  // a wait that failed lets the call itself say why
}

int set_up(Sockbuf_IO_Desc* layer, void* patience) {
  layer->sbiod_pvt = patience;
  return 0;
}
int take_away(Sockbuf_IO_Desc*) { return 0; }
int control(Sockbuf_IO_Desc* layer, int option, void* argument) { return LBER_SBIOD_CTRL_NEXT(layer, option, argument); }
ber_slen_t read(Sockbuf_IO_Desc* layer, void* bytes, ber_len_t size) {
  return wait_for(layer, POLLIN) ? LBER_SBIOD_READ_NEXT(layer, bytes, size) : -1;
}
ber_slen_t write(Sockbuf_IO_Desc* layer, void* bytes, ber_len_t size) {
  return wait_for(layer, POLLOUT) ? LBER_SBIOD_WRITE_NEXT(layer, bytes, size) : -1;
}
Sockbuf_IO layer_functions{set_up, take_away, control, read, write, take_away};

int connected(LDAP*, Sockbuf* buffer, LDAPURLDesc*, sockaddr*, ldap_conncb* callbacks) {
  return ber_sockbuf_add_io(buffer, &layer_functions, level, callbacks->lc_arg);
}
void closing(LDAP*, Sockbuf*, ldap_conncb*) {}

}  // namespace

void PatienceEnds::operator()(Patience* patience) const { delete patience; }

std::unique_ptr<Patience, PatienceEnds> be_patient(::ldap* handle, int seconds) {
  std::unique_ptr<Patience, PatienceEnds> patience(new Patience);
  patience->seconds = seconds;
  patience->callbacks = {connected, closing, patience.get()};
  ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &patience->callbacks);
  return patience;
}

}  // namespace evenkeel::ldap
