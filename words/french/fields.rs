//! What fields are called that no standard names, so that this program had to. Names from standards stay as they are.

/// A name in French; names from standards, and unknown ones, stay as they are.
pub(super) fn field(name: &str) -> &str {
    KINDS.iter().chain(ROWS).find(|(english, _)| *english == name).map_or(name, |(_, french)| french)
}

/// Where names come from, as shown in the column before them.
const KINDS: &[(&str, &str)] =
    &[("coded", "flux codé"), ("telemetry", "télémétrie"), ("PNG text", "texte PNG"), ("any", "partout")];

/// In policy order.
const ROWS: &[(&str, &str)] = &[
    ("language", "langue"),
    ("fill bytes", "octets de remplissage"),
    ("HDR gain map", "carte de gain HDR"),
    ("PNG signature", "signature PNG"),
    ("end of IDAT", "fin d’IDAT"),
    ("RIFF header", "en-tête RIFF"),
    ("screen descriptor", "descripteur d’écran"),
    ("graphic control extension", "extension de contrôle graphique"),
    ("coded data of a scan", "données codées d’un balayage"),
    ("image descriptor", "descripteur d’image"),
    ("image outside the canvas", "image hors du cadre"),
    ("loop count", "nombre de boucles"),
    ("block terminator", "fin de bloc"),
    ("comment extension", "extension de commentaire"),
    ("plain text extension", "extension de texte brut"),
    ("TIFF header", "en-tête TIFF"),
    ("IFD value", "valeur d’IFD"),
    ("strips and tiles", "bandes et tuiles"),
    ("lists of strips", "listes de bandes"),
    ("unreferenced data", "données sans référence"),
    ("ICC creation date", "date de création ICC"),
    ("ICC description", "description ICC"),
    ("ICC copyright", "droits d’auteur ICC"),
    ("ICC device manufacturer", "fabricant ICC"),
    ("ICC device model", "modèle ICC"),
    ("ICC localised description", "description ICC traduite"),
    ("ICC make and model", "marque et modèle ICC"),
    ("ICC video card gamma", "gamma de carte vidéo ICC"),
    ("ICC viewing conditions", "conditions d’observation ICC"),
    ("ICC chromaticities", "chromaticités ICC"),
    ("ICC luminance", "luminance ICC"),
    ("ICC technology", "technologie ICC"),
    ("ICC measurement", "mesure ICC"),
    ("ICC viewing light", "lumière d’observation ICC"),
    ("ICC creator", "créateur ICC"),
    ("ICC calibration date", "date d’étalonnage ICC"),
    ("ICC characterisation", "caractérisation ICC"),
    ("8BIM caption digest", "empreinte de légende 8BIM"),
    ("8BIM JPEG quality", "qualité JPEG 8BIM"),
    ("8BIM thumbnail", "aperçu 8BIM"),
    ("8BIM copyright flag", "marque de droits d’auteur 8BIM"),
    ("8BIM version info", "version 8BIM"),
    ("8BIM document id", "identifiant de document 8BIM"),
    ("8BIM path", "tracé 8BIM"),
    ("video behind the picture", "vidéo derrière l’image"),
    ("video with sound behind the picture", "vidéo avec le son derrière l’image"),
    ("second picture", "seconde image"),
    ("zero bytes after the end", "octets nuls après la fin"),
    ("bytes after the end", "octets après la fin"),
    ("bytes behind the coded picture", "octets derrière l’image codée"),
    ("bytes between segments", "octets entre les segments"),
    ("unread bytes of a trailer", "octets non lus d’un bloc final"),
    ("text after the end", "texte après la fin"),
    ("blocks after the end", "blocs après la fin"),
    ("unreadable data", "données illisibles"),
    ("damaged chunk", "bloc abîmé"),
    ("AFCP trailer", "bloc final AFCP"),
    ("FotoStation trailer", "bloc final de FotoStation"),
    ("MIE trailer", "bloc final MIE"),
    ("Canon recipe trailer", "bloc final de recette Canon"),
    ("Photo Mechanic trailer", "bloc final de Photo Mechanic"),
    ("SEFT trailer", "bloc final SEFT"),
    ("NIKON APP trailer", "bloc final NIKON APP"),
    ("vivo trailer", "bloc final de vivo"),
    ("OnePlus trailer", "bloc final de OnePlus"),
    ("Insta360 trailer", "bloc final d’Insta360"),
    ("movie structure", "structure du film"),
    ("picture and sound", "image et son"),
    ("trusted codec", "codec de confiance"),
    ("sample tables", "tables d’échantillons"),
    ("time in the media", "heure dans le média"),
    ("film that was cut off", "film coupé au montage"),
    ("cut-off film that the rest needs", "film coupé dont le reste a besoin"),
    ("part of the picture that a crop hides", "partie de l’image masquée par un recadrage"),
    ("part of the raw picture that a crop hides", "partie de l’image brute masquée par un recadrage"),
    ("start of fragments", "début de fragments"),
    ("free space", "espace libre"),
    ("reserved bytes", "octets réservés"),
    ("rates of a stream", "débits d’un flux"),
    ("samples of other tracks", "échantillons d’autres pistes"),
    ("samples of pictures that are not shown", "échantillons d’images non montrées"),
    ("bytes of no sample", "octets hors échantillons"),
    ("brand of a gain map", "marque d’une carte de gain"),
    ("creation and modification time", "heures de création et de modification"),
    ("handler name", "nom du gestionnaire"),
    ("vendor and encoding quality", "fournisseur et qualité d’encodage"),
    ("data reference", "référence de données"),
    ("reference to a track", "référence à une piste"),
    ("colr ICC profile", "profil ICC colr"),
    ("text in a decoder configuration", "texte dans une configuration de décodeur"),
    ("codestream box", "boîte de flux codé"),
    ("codestream head", "en-tête du flux codé"),
    ("lists of items", "listes d’éléments"),
    ("data of other items", "données d’autres éléments"),
    ("item name", "nom d’élément"),
    ("Exif item", "élément Exif"),
    ("XMP item", "élément XMP"),
    ("JUMBF item", "élément JUMBF"),
    ("thumbnail item", "aperçu"),
    ("depth item", "carte de profondeur"),
    ("auxiliary picture", "image auxiliaire"),
    ("hidden picture", "image cachée"),
    ("HDR gain map item", "carte de gain HDR (élément)"),
    ("depth track", "piste de profondeur"),
    ("auxiliary track", "piste auxiliaire"),
    ("thumbnail track", "piste d’aperçu"),
    ("unknown item", "élément inconnu"),
    ("gpmd track", "piste gpmd"),
    ("camm track", "piste camm"),
    ("rtmd track", "piste rtmd"),
    ("djmd track", "piste djmd"),
    ("dbgi track", "piste dbgi"),
    ("CTMD track", "piste CTMD"),
    ("fdsc track", "piste fdsc"),
    ("tmcd track", "piste tmcd"),
    ("mebx track", "piste mebx"),
    ("mett track", "piste mett"),
    ("metx track", "piste metx"),
    ("urim track", "piste urim"),
    ("text track", "piste de texte"),
    ("tx3g track", "piste tx3g"),
    ("sbtt track", "piste sbtt"),
    ("wvtt track", "piste wvtt"),
    ("stpp track", "piste stpp"),
    ("stxt track", "piste stxt"),
    ("c608 track", "piste c608"),
    ("c708 track", "piste c708"),
    ("mp4s track", "piste mp4s"),
    ("clock timestamp in SEI pic_timing", "horodatage dans SEI pic_timing"),
    ("metadata OBU itut_t35", "OBU de métadonnées itut_t35"),
    ("metadata OBU timecode", "OBU de métadonnées timecode"),
    ("name of the encoder", "nom de l’encodeur"),
    ("DV recording date", "date d’enregistrement DV"),
    ("DV recording time", "heure d’enregistrement DV"),
    ("DV time code", "code temporel DV"),
    ("DV camera", "caméra DV"),
    ("metadata in a frame", "métadonnées dans une image"),
    ("ID3 tag", "étiquette ID3"),
    ("auxiliary data", "données auxiliaires"),
    ("bytes behind a frame", "octets derrière une image"),
    ("position between frames", "position entre les images"),
    ("moment between frames", "moment entre les images"),
    ("make between frames", "marque entre les images"),
    ("model between frames", "modèle entre les images"),
    ("movement between frames", "mouvement entre les images"),
    ("serial number between frames", "numéro de série entre les images"),
    ("position in telemetry", "position dans la télémétrie"),
    ("moment in telemetry", "moment dans la télémétrie"),
    ("serial number in telemetry", "numéro de série dans la télémétrie"),
    ("unique id in telemetry", "identifiant unique dans la télémétrie"),
    ("make in telemetry", "marque dans la télémétrie"),
    ("model in telemetry", "modèle dans la télémétrie"),
    ("setting in telemetry", "réglage dans la télémétrie"),
    ("firmware in telemetry", "micrologiciel dans la télémétrie"),
    ("author in telemetry", "auteur dans la télémétrie"),
    ("text in telemetry", "texte dans la télémétrie"),
    ("telemetry that is not read", "télémétrie non lue"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use untrace_core::policy::rows;

    use super::*;

    /// Words that only occur in names given by this program.
    const OURS: [&str; 17] = [
        " the ", " of ", " in ", " and ", " a ", " that ", "bytes", "data", "trailer", "track", "item", "header", "name",
        "between", "count", "unknown", "damaged",
    ];
    /// Names from standards that contain such words.
    const OF_STANDARDS: [&str; 3] =
        ["SEI user_data_registered_itu_t_t35", "SEI user_data_unregistered", "AAC comment_field_data"];

    #[test]
    fn every_name_of_this_program_has_a_french_one_and_no_row_is_for_nothing() {
        let all: BTreeSet<String> = rows().map(|row| row.name.to_owned()).collect();
        let of_standards = |name: &str| OF_STANDARDS.contains(&name) || name == "AAC data_stream_element";
        for name in all.iter().filter(|name| name.contains(' ') && !of_standards(name)) {
            assert!(!OURS.iter().any(|word| name.contains(word)) || field(name) != name, "{name}");
        }
        for (english, french) in ROWS {
            assert!(all.contains(*english) && english != french, "{english}");
        }
        let distinct: BTreeSet<&str> = ROWS.iter().map(|(_, french)| *french).collect();
        assert_eq!(distinct.len(), ROWS.len(), "two names are the same in French");
    }
}
