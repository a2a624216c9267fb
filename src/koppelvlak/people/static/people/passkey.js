// allauth tells of a passkey that failed in the console only; here a person can read it.
document.addEventListener('allauth.error', (event) => {
  const told = document.getElementById('passkey-failed')
  if (told) {
    event.preventDefault()
    told.hidden = false
  }
})
