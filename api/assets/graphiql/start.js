// The token goes into the headers editor: {"authorization": "Bearer …"}. The same headers become the
// payload of connection_init when a subscription opens the socket.
const socket = new URL('/graphql', window.location.href);
socket.protocol = socket.protocol.replace('http', 'ws');
const fetcher = GraphiQL.createFetcher({ url: '/graphql', subscriptionUrl: socket.href });
const defaultQuery = `# 先运行 LogIn，把 accessToken 填入下方 Headers：{"authorization": "Bearer …"}
# Run LogIn first, then put the accessToken into Headers below.
mutation LogIn {
  logIn(input: { login: "contract", password: "gongdan-demo" }) {
    session { accessToken expiresAt }
    errors { code message }
  }
}

query NextDue {
  tickets(first: 20, filter: { open: true }, orderBy: DUE_ASC) {
    nodes {
      number title priority state nextDueAt
      agency { name }
      vendor { name }
      clockSummaries { metric state dueAt }
    }
  }
}
`;
ReactDOM.createRoot(document.getElementById('graphiql'))
  .render(React.createElement(GraphiQL, { fetcher, defaultQuery, defaultEditorToolsVisibility: 'headers' }));
