// A session that became an event stream. There is no queue: the stream knows how far it is (its cursor) and asks for what is
// new when it is woken, when the heartbeat is due, and never while an answer is still being asked for or written. A slow
// reader therefore costs nothing and meets the write deadline.
#include "http/session.hpp"

namespace evenkeel::http {

void Session::open_stream(EventStream stream) {
  Response response;
  response.content_type = "text/event-stream; charset=utf-8";
  response.set("X-Accel-Buffering", "no");  // nginx would hold events back
  keep_alive_ = false;
  if (head_ || core_.stopping) return respond(std::move(response), After::close, Body::stream);
  cursor_ = stream.cursor;
  stream_ = std::make_shared<EventStream>(std::move(stream));
  core_.streams.insert(this);
  core_.streams_open.fetch_add(1, std::memory_order_relaxed);
  heartbeat_at_ = core_.tick + core_.options.heartbeat_seconds * ticks_per_second;
  woken_ = true;
  lingered_ = 0;
  respond(std::move(response), After::stream, Body::stream);
  if (phase_ != Phase::closed) read_some();  // to learn at once that the client went away
}

void Session::leave_streams() {
  if (core_.streams.erase(this) > 0) core_.streams_open.fetch_sub(1, std::memory_order_relaxed);
}

void Session::stream_idle() {
  deadline_ = no_deadline;
  if (woken_ && !asking_) ask();
}

void Session::wake() {
  if (asking_ || writing_) {
    woken_ = true;
  } else if (phase_ == Phase::streaming) {
    ask();
  }
}

void Session::ask() {
  woken_ = false;
  asking_ = true;
  core_.pool.submit(make_stream_job(stream_, cursor_, core_.mailbox, weak_from_this()), WorkerPool::Lane::stream);
}

void Session::deliver(StreamNews news) {
  asking_ = false;
  if (phase_ != Phase::streaming) return;
  if (!news.news) return finish();
  cursor_ = news.news->second;
  out_ = std::move(news.news->first);
  out_body_ = {};
  if (out_.empty() && heartbeat_due_) out_ = ": heartbeat\n\n";
  heartbeat_due_ = false;
  if (out_.empty()) return stream_idle();
  heartbeat_at_ = core_.tick + core_.options.heartbeat_seconds * ticks_per_second;
  write(After::stream);
}

}  // namespace evenkeel::http
