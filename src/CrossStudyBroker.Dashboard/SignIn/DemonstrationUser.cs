namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Somebody to be in the demonstration.</summary>
/// <param name="Id">Such as <c>resolver-10065</c>.</param>
/// <param name="Caller">Role and institution; without a name, which the page gives in the reader's language.</param>
public sealed record DemonstrationUser(string Id, Caller Caller);
