// The reader's time zone, as the browser knows it, in a field that says UTC otherwise.
for (const field of document.querySelectorAll("input[data-zone]"))
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || field.value;
