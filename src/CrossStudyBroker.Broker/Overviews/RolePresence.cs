namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Whether a role runs.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Replicas">How many processes carry it now.</param>
/// <param name="SeenAt">When one was last seen.</param>
public sealed record RolePresence(string Role, int Replicas, DateTimeOffset SeenAt);
