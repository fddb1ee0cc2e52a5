"use strict";

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", paint);
paint();

/* The description's first paragraph is shown; its chapters are folded, so that operations are on the first screen. */
const foldChapters = (Info, { React, getComponent }) =>
  function FoldedInfo({ info, ...rest }) {
    const h = React.createElement;
    const [lead, ...chapters] = (info.get("description") ?? "").split(/^(?=## )/m);
    const titles = chapters.map((chapter) => chapter.match(/^## (.*)/)[1]);
    return h(
      React.Fragment,
      null,
      h(Info, { info: info.set("description", lead), ...rest }),
      titles.length > 0 &&
        h(
          "details",
          { className: "guide" },
          h("summary", null, "Guide: ", titles.join(", ")),
          h(getComponent("Markdown", true), { source: chapters.join("") }),
        ),
    );
  };

/* People sign in; applications get their tokens elsewhere. */
const forPeople = (OAuth2, system) => {
  const SignIn = signIn(OAuth2, system);
  return (props) => (props.schema.get("flow") === "password" ? system.React.createElement(SignIn, props) : null);
};

/* A form that password managers and the Enter key know. */
const signIn = (_OAuth2, { React }) =>
  function SignIn({ name, schema, authorized, authActions, errActions, errSelectors }) {
    const h = React.createElement;
    const first = React.useRef(null);
    React.useEffect(() => first.current?.focus(), []);
    const session = authorized?.get(name);
    const failure = errSelectors.allErrors().findLast((error) => error.get("authId") === name);
    const forget = () => errActions.clear({ authId: name, type: "auth", source: "auth" });
    const submit = (event) => {
      event.preventDefault();
      forget();
      const { username, password } = Object.fromEntries(new FormData(event.target));
      authActions.authorizePassword({ name, schema, username, password, passwordType: "request-body", scopes: [] });
    };
    const signOut = () => {
      forget();
      authActions.logoutWithPersistOption([name]);
    };
    const field = (label, attributes) =>
      h("label", { className: "sign-in-field" }, label, h("input", { required: true, ...attributes }));
    const button = (label, attributes) =>
      h("button", { type: "button", className: "btn modal-btn auth", ...attributes }, label);
    const close = button("Close", { onClick: () => authActions.showDefinitions(false) });

    if (session) {
      const who = h("p", { role: "status" }, "Signed in as ", h("b", null, session.get("username")), ".");
      const leave = button("Sign out", { onClick: signOut });
      return h("div", null, h("h4", null, "Sign in"), who, h("div", { className: "auth-btn-wrapper" }, leave, close));
    }
    const enter = button("Sign in", { type: "submit", className: "btn modal-btn auth authorize" });
    return h(
      "form",
      { className: "sign-in", onSubmit: submit },
      h("h4", null, "Sign in"),
      field("Email or username", { name: "username", type: "text", ref: first, autoComplete: "username", autoCapitalize: "none" }),
      field("Password", { name: "password", type: "password", autoComplete: "current-password" }),
      failure && h("div", { className: "sign-in-failure", role: "alert" }, reason(failure)),
      h("div", { className: "auth-btn-wrapper" }, enter, close),
    );
  };

const reason = (failure) => failure.get("message").replace(/^.*, description: /, "");

/* A refused sign-in is told in its form, not behind the dialog too. */
const ownFailuresOnly = (Errors, { React }) =>
  function PageErrors({ errSelectors, ...rest }) {
    const allErrors = () => errSelectors.allErrors().filter((error) => error.get("source") !== "auth");
    return React.createElement(Errors, { errSelectors: { ...errSelectors, allErrors }, ...rest });
  };

const passwordFirst = (select) => (state, ...given) => {
  const ranks = ["oauth2", "http", "apiKey"];
  return select(state, ...given)?.sortBy((scheme) => ranks.indexOf(scheme.first().get("type")));
};

const nothing = () => () => null;

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  docExpansion: "list",
  displayOperationId: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  plugins: [
    {
      wrapComponents: {
        info: foldChapters,
        oauth2: forPeople,
        errors: ownFailuresOnly,
        License: nothing,
        Contact: nothing,
        InfoUrl: nothing,
        ServersContainer: nothing,
      },
      statePlugins: {
        auth: {
          wrapSelectors: { definitionsToAuthorize: passwordFirst },
        },
      },
    },
  ],
});
