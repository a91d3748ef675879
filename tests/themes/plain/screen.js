document.documentElement.dataset.words = document.getElementById("page-words").textContent.length;
