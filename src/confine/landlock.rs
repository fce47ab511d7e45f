//! By Landlock (landlock(7)). It checks when something is opened, created or removed by path, and when a socket is connected;
//! what a handle leads to is not checked again. It does not prevent looking up names, sizes and times.

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible, LandlockStatus, PathBeneath, RestrictionStatus, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetError, RulesetStatus, Scope, make_bitflags,
};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};

use super::reach::{Closed, Network, Open, Reach};
use crate::parent::or_here;

/// Everything that is known of it. Older kernels do what they can of that.
const NEWEST: ABI = ABI::V10;

const READ: BitFlags<AccessFs> = make_bitflags!(AccessFs::{ReadFile | ReadDir});
const NAME: BitFlags<AccessFs> = make_bitflags!(AccessFs::{MakeReg});
const REPLACE: BitFlags<AccessFs> = make_bitflags!(AccessFs::{MakeReg | RemoveFile});
const FOLDERS: BitFlags<AccessFs> = make_bitflags!(AccessFs::{MakeDir | RemoveDir});
/// No links, devices or pipes, and nothing is started.
const WRITE: BitFlags<AccessFs> =
    make_bitflags!(AccessFs::{ReadFile | ReadDir | MakeDir | RemoveDir | WriteFile | Truncate | MakeReg | RemoveFile | Refer});

pub(super) fn close_in(reach: &Reach) -> Result<Closed, Open> {
    let status = restricted(reach)?;
    let version = match status.landlock {
        LandlockStatus::NotEnabled => return Err(Open::SwitchedOff),
        LandlockStatus::NotImplemented => return Err(Open::Kernel),
        LandlockStatus::Available { effective_abi, .. } => effective_abi,
    };
    if status.ruleset == RulesetStatus::NotEnforced {
        return Err(Open::Failed);
    }
    let network = match version {
        version if version >= ABI::V10 => Network::TcpAndUdp,
        version if version >= ABI::V4 => Network::Tcp,
        _ => Network::Open,
    };
    Ok(Closed { version: version as u32, lengths: version >= ABI::V3, network })
}

fn restricted(reach: &Reach) -> Result<RestrictionStatus, Open> {
    let mut ruleset = created().map_err(|_| Open::Failed)?;
    let Reach { reads, writes, names, replaces, folders } = reach;
    for (paths, access) in [(reads, READ), (writes, WRITE), (names, NAME), (replaces, REPLACE), (folders, FOLDERS)] {
        for path in paths {
            let opened = retry_on_intr(|| open(or_here(path), OFlags::PATH | OFlags::CLOEXEC, Mode::empty()));
            let fd = match opened {
                Ok(fd) => fd,
                // Opening it later gives the same error.
                Err(Errno::NOENT | Errno::NOTDIR | Errno::ACCESS | Errno::PERM | Errno::LOOP) => continue,
                Err(_) => return Err(Open::Failed),
            };
            match (&mut ruleset).add_rule(PathBeneath::new(fd, access)) {
                Err(error) if !is_on_no_disk(&error) => return Err(Open::Failed),
                _ => {}
            }
        }
    }
    ruleset.restrict_self().map_err(|_| Open::Failed)
}

fn created() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()
}

/// Whether a rule was for a pipe or a socket (landlock_add_rule(2)), which need no permission either.
fn is_on_no_disk(error: &RulesetError) -> bool {
    use landlock::{AddRuleError, AddRulesError};
    let RulesetError::AddRules(AddRulesError::Fs(AddRuleError::AddRuleCall { source, .. })) = error else { return false };
    source.raw_os_error() == Some(Errno::BADFD.raw_os_error())
}
