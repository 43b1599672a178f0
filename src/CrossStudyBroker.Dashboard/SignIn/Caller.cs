using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.SignIn;

/// <summary>Who is asking, as far as rights depend on it: a program with a key, or a signed-in person.</summary>
public sealed record Caller
{
    private const string RoleClaim = "csb:role";
    private const string InstitutionClaim = "csb:institution";
    private const string PayloadClaim = "csb:payload";
    private const string PersonClaim = "csb:person";
    private const string NameClaim = "csb:name";

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>Institution code; null for the operator and for nobody else.</summary>
    public string? Institution { get; init; }

    /// <summary>True for one who may read payloads of its institution's own messages.</summary>
    public bool ReadsPayloads { get; init; }

    /// <summary>The person's id at the identity provider; null for a program.</summary>
    public string? Person { get; init; }

    /// <summary>What the person is called, for showing to the person; null for a program.</summary>
    public string? Name { get; init; }

    /// <summary>Whose messages it sees: an institution's code; null: everyone's.</summary>
    public string? VisibleTo => Institution;

    /// <summary>Reads what <see cref="ToIdentity"/> wrote; null for a stranger, who sees nothing.</summary>
    public static Caller? Of(ClaimsPrincipal user)
    {
        var institution = user.FindFirstValue(InstitutionClaim);
        return Enum.TryParse<Role>(user.FindFirstValue(RoleClaim), out var role) && (role == Role.Operator) == (institution is null)
            ? new Caller
            {
                Role = role,
                Institution = institution,
                ReadsPayloads = user.HasClaim(PayloadClaim, "true"),
                Person = user.FindFirstValue(PersonClaim),
                Name = user.FindFirstValue(NameClaim),
            }
            : null;
    }

    /// <summary>Gives the caller to endpoints that take one. They all require it (<see cref="SignInSetup"/>), so it is never missing there.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller as claims.</summary>
    public ClaimsIdentity ToIdentity(string scheme)
    {
        var identity = new ClaimsIdentity(scheme, PersonClaim, RoleClaim);
        Add(RoleClaim, Role.ToString());
        Add(InstitutionClaim, Institution);
        Add(PayloadClaim, ReadsPayloads ? "true" : null);
        Add(PersonClaim, Person);
        Add(NameClaim, Name);
        return identity;

        void Add(string type, string? value)
        {
            if (value is not null)
            {
                identity.AddClaim(new Claim(type, value));
            }
        }
    }
}
