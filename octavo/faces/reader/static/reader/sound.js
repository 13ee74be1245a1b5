// Sound files that play: the keys of a locked screen, and one file at a time.
addEventListener("play", ({ target: sound }) => {
  for (const other of document.querySelectorAll("audio")) if (other !== sound) other.pause();
  const session = navigator.mediaSession;
  if (!session) return;
  session.metadata = new MediaMetadata({ title: sound.dataset.title || document.title });
  const by = (seconds) => () => { sound.currentTime = Math.max(0, sound.currentTime + seconds); };
  const acts = { play: () => sound.play(), pause: () => sound.pause(), seekbackward: by(-10), seekforward: by(10) };
  for (const name in acts) session.setActionHandler(name, acts[name]);
}, true);
