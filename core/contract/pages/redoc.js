"use strict";
Redoc.init("openapi.json", {disableSearch: true, hideDownloadButton: true, scrollYOffset: ".bar", schemaDefinitionsTagName: "schemas"}, document.getElementById("redoc"));
