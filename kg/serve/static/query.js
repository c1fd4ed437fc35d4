// Sets up the query editor for this endpoint alone, with the named questions as examples.
"use strict";
(() => {
  const endpoint = new URL("/sparql", location.href).href;
  const examples = JSON.parse(document.getElementById("data").textContent);
  Yasgui.Yasqe.defaults.autocompleters = ["variables"]; // the others ask servers elsewhere
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: null,
    yasqe: { value: "SELECT ?who ?whom WHERE {\n  ?who ir:condemns ?whom .\n}\nLIMIT 20" },
  });
  const choice = document.getElementById("examples");
  examples.forEach((example, index) => choice.add(new Option(example.title, String(index))));
  choice.addEventListener("change", () => {
    if (choice.value === "") return;
    const example = examples[Number(choice.value)];
    const tab = yasgui.getTab() || yasgui.addTab(true);
    tab.setQuery(example.query);
  });
  window.irkg = yasgui;
})();
