/** The calls as one writes them without a client: a status that is checked, and an answer that is trusted. */

interface User {
  id: number;
  uuid: string;
  email: string;
  username: string;
  full_name: string | null;
  bio: string | null;
  avatar_url: string | null;
  metadata: Record<string, unknown>;
  roles: string[];
  is_active: boolean;
  is_superuser: boolean;
  is_verified: boolean;
  status: "active" | "inactive" | "suspended" | "pending_verification";
  created_at: string;
  updated_at: string;
  last_login_at: string | null;
}

interface Page {
  items: User[];
  next_cursor: string | null;
}

export class Service {
  constructor(
    private readonly baseUrl: string,
    private readonly token: string,
  ) {}

  user(id: number): Promise<User> {
    return this.get<User>(`/users/${String(id)}`);
  }

  users(limit: number): Promise<Page> {
    return this.get<Page>(`/users?limit=${String(limit)}`);
  }

  private async get<Value>(path: string): Promise<Value> {
    const headers = {
      accept: "application/json",
      "user-agent": "by-hand/1.0.0",
      authorization: `Bearer ${this.token}`,
    };
    const response = await fetch(this.baseUrl + path, { headers });
    if (!response.ok) {
      throw new Error(`${path} is answered ${String(response.status)}`);
    }
    return (await response.json()) as Value;
  }
}
